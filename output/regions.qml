<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling|MapTips|Temporal">
 <renderer-v2 type="categorizedSymbol" forceraster="0" symbollevels="0" enableorderby="0" attr="event_type">
  <categories>
   <category symbol="0" value="AGREE" label="Agree" render="true"/>
   <category symbol="1" value="CONSULT" label="Consult" render="true"/>
   <category symbol="2" value="SUPPORT" label="Support" render="true"/>
   <category symbol="3" value="CONCEDE" label="Concede" render="true"/>
   <category symbol="4" value="COOPERATE" label="Cooperate" render="true"/>
   <category symbol="5" value="AID" label="Aid" render="true"/>
   <category symbol="6" value="RETREAT" label="Retreat" render="true"/>
   <category symbol="7" value="REQUEST" label="Request" render="true"/>
   <category symbol="8" value="ACCUSE" label="Accuse" render="true"/>
   <category symbol="9" value="REJECT" label="Reject" render="true"/>
   <category symbol="10" value="THREATEN" label="Threaten" render="true"/>
   <category symbol="11" value="PROTEST" label="Protest" render="true"/>
   <category symbol="12" value="SANCTION" label="Sanction" render="true"/>
   <category symbol="13" value="MOBILIZE" label="Mobilize" render="true"/>
   <category symbol="14" value="COERCE" label="Coerce" render="true"/>
   <category symbol="15" value="ASSAULT" label="Assault" render="true"/>
   <category symbol="16" value="DISASTER" label="Disaster" render="true"/>
   <category symbol="17" value="ACCIDENT" label="Accident" render="true"/>
   <category symbol="18" value="CRIME" label="Crime" render="true"/>
   <category symbol="19" value="HEALTH" label="Health" render="true"/>
   <category symbol="20" value="ELECTION" label="Election" render="true"/>
   <category symbol="21" value="" label="No event" render="true"/>
  </categories>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="1,171,14,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="1,171,14,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="9,162,192,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="9,162,192,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="109,159,134,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="109,159,134,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="14,135,134,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="14,135,134,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="2,88,12,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="2,88,12,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="75,102,234,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="75,102,234,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="6" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="30,87,85,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="30,87,85,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="134,119,92,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="134,119,92,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="8" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="79,73,55,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="79,73,55,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="9" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="152,12,0,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="152,12,0,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="10" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="209,129,79,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="209,129,79,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="11" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="153,105,208,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="153,105,208,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="12" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="123,22,146,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="123,22,146,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="13" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="98,112,53,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="98,112,53,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="14" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="230,93,179,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="230,93,179,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="15" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="200,30,40,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="200,30,40,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="16" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="51,50,210,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="51,50,210,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="17" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="240,94,16,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="240,94,16,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="18" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="139,64,136,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="139,64,136,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="19" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="180,4,100,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="180,4,100,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="20" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="21,13,239,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="21,13,239,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="21" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="107,107,107,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="107,107,107,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.5"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings>
   <text-style fieldName="title" isExpression="0" fontSize="8" textColor="40,40,40,255">
    <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
   </text-style>
   <text-format wrapChar="" autoWrapLength="28"/>
   <placement placement="6" dist="1" distUnits="MM"/>
   <rendering scaleVisibility="1" scaleMin="1" scaleMax="2000000" obstacle="1"/>
  </settings>
 </labeling>
 <mapTip>&lt;b&gt;[% replace(coalesce(&quot;title&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/b&gt;&lt;br/&gt;[% format_date(&quot;event_start&quot;, &apos;d MMM yyyy&apos;) || CASE WHEN to_date(&quot;event_start&quot;) &lt;&gt; to_date(&quot;event_end&quot;) THEN &apos; – &apos; || format_date(&quot;event_end&quot;, &apos;d MMM yyyy&apos;) ELSE &apos;&apos; END %]&lt;p&gt;[% CASE WHEN &quot;trigger_at&quot; IS NULL THEN replace(coalesce(&quot;sentence&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) ELSE with_variable(&apos;at&apos;, &quot;trigger_at&quot; + strpos(substr(&quot;sentence&quot;, &quot;trigger_at&quot; + 1), &quot;trigger&quot;), replace(coalesce(substr(&quot;sentence&quot;, 1, @at - 1), &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) || &apos;&lt;b style=&quot;background:#ffe08a&quot;&gt;&apos; || replace(coalesce(&quot;trigger&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) || &apos;&lt;/b&gt;&apos; || replace(coalesce(substr(&quot;sentence&quot;, @at + length(&quot;trigger&quot;)), &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;))) END %]&lt;/p&gt;&lt;small&gt;[% replace(coalesce(&quot;place_name&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]: [% replace(coalesce(&quot;reason&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/small&gt;&lt;br/&gt;&lt;small&gt;&lt;a href=&quot;[% replace(coalesce(&quot;doc_url&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&quot;&gt;[% replace(coalesce(&quot;doc_title&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/a&gt;&lt;/small&gt;</mapTip>
 <previewExpression>&quot;title&quot;</previewExpression>
 <temporal enabled="1" mode="2" startField="event_start" endField="event_end" limitMode="1" durationField="" durationUnit="d" fixedDuration="0" accumulate="0" startExpression="" endExpression="">
  <fixedRange>
   <start/>
   <end/>
  </fixedRange>
 </temporal>
 <layerGeometryType>2</layerGeometryType>
</qgis>
