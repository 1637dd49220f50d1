<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling|MapTips|Temporal">
 <renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0">
  <symbols>
   <symbol name="0" type="marker" alpha="0.8" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="name" type="QString" value="circle"/>
      <Option name="color" type="QString" value="61,72,82,200"/>
      <Option name="outline_color" type="QString" value="255,255,255,255"/>
      <Option name="outline_width" type="QString" value="0.3"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="size" type="QString" value="2"/>
      <Option name="size_unit" type="QString" value="MM"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings>
   <text-style fieldName="surface" isExpression="0" fontSize="8" textColor="40,40,40,255">
    <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
   </text-style>
   <text-format wrapChar="" autoWrapLength="28"/>
   <placement placement="6" dist="1" distUnits="MM"/>
   <rendering scaleVisibility="1" scaleMin="1" scaleMax="2000000" obstacle="1"/>
  </settings>
 </labeling>
 <mapTip>&lt;b&gt;[% replace(coalesce(&quot;surface&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/b&gt;&lt;p&gt;[% replace(coalesce(&quot;sentence&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/p&gt;&lt;small&gt;[% replace(coalesce(&quot;place_name&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]: [% replace(coalesce(&quot;reason&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/small&gt;&lt;br/&gt;&lt;small&gt;&lt;a href=&quot;[% replace(coalesce(&quot;doc_url&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&quot;&gt;[% replace(coalesce(&quot;doc_title&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/a&gt;&lt;/small&gt;</mapTip>
 <previewExpression>&quot;surface&quot;</previewExpression>
 <layerGeometryType>0</layerGeometryType>
</qgis>
