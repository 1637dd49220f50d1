<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling|MapTips|Temporal">
 <renderer-v2 type="pointCluster" forceraster="0" symbollevels="0" enableorderby="0" toleranceUnit="MM" toleranceUnitScale="3x:0,0,0,0,0,0" tolerance="4">
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
    <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="1,171,14,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDIxTDQuMiAxNS41TDE1IDQuNUwxOS41IDlMOC41IDE5Ljh6TTE2LjIgMy4zTDE4LjIgMS41TDIyLjUgNS44TDIwLjcgNy44eiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
     </layer>
    </symbol>
    <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="9,162,192,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDNoMjB2MTNIMTJsLTYgNnYtNkgyeiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;phone_call&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02IDJoMTJ2MjBINnpNOCA1aDh2MTJoLTh6TTEwLjkgMTkuNWExLjEgMS4xIDAgMSAwIDIuMiAwYTEuMSAxLjEgMCAxIDAgLTIuMiAweiIvPjwvc3ZnPg==&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDNoMjB2MTNIMTJsLTYgNnYtNkgyeiIvPjwvc3ZnPg==&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="109,159,134,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDIxTDQuMiAxNS41TDE1IDQuNUwxOS41IDlMOC41IDE5Ljh6TTE2LjIgMy4zTDE4LjIgMS41TDIyLjUgNS44TDIwLjcgNy44eiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;expression_of_support&apos;, &apos;recognition&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yLjUgMTIuNUw1LjUgOS41TDEwIDE0TDE4LjUgNUwyMS41IDhMMTAgMjB6Ii8+PC9zdmc+&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDIxTDQuMiAxNS41TDE1IDQuNUwxOS41IDlMOC41IDE5Ljh6TTE2LjIgMy4zTDE4LjIgMS41TDIyLjUgNS44TDIwLjcgNy44eiIvPjwvc3ZnPg==&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="14,135,134,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDJoMi4ydjIwaC0yLjJ6TTYuMiAzTDIwIDNMMTYuNSA4TDIwIDEzTDYuMiAxM3oiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;easing_of_restrictions&apos;, &apos;reopening&apos;, &apos;concession&apos;, &apos;pardon&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDExaDE2djExaC0xNnpNNyAxMVY3YTUgNSAwIDAgMSA5LjYtMmwtMi4zIDFBMi41IDIuNSAwIDAgMCA5LjUgN3Y0ek0xMCAxNi41YTIgMiAwIDEgMCA0IDBhMiAyIDAgMSAwIC00IDB6Ii8+PC9zdmc+&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDJoMi4ydjIwaC0yLjJ6TTYuMiAzTDIwIDNMMTYuNSA4TDIwIDEzTDYuMiAxM3oiLz48L3N2Zz4=&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="4" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="2,88,12,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjEgNXY3YzAgNS00IDguNS05IDEwLjVDNyAyMC41IDMgMTcgMyAxMlY1eiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;cooperation&apos;, &apos;extradition&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyYTYgNiAwIDEgMCAxMiAwYTYgNiAwIDEgMCAtMTIgMHpNNC42IDEyYTMuNCAzLjQgMCAxIDAgNi44IDBhMy40IDMuNCAwIDEgMCAtNi44IDB6TTEwIDEyYTYgNiAwIDEgMCAxMiAwYTYgNiAwIDEgMCAtMTIgMHpNMTIuNiAxMmEzLjQgMy40IDAgMSAwIDYuOCAwYTMuNCAzLjQgMCAxIDAgLTYuOCAweiIvPjwvc3ZnPg==&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjEgNXY3YzAgNS00IDguNS05IDEwLjVDNyAyMC41IDMgMTcgMyAxMlY1eiIvPjwvc3ZnPg==&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="5" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="75,102,234,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDdMMTIgMkwyMiA3TDEyIDEyek0yIDlMMTEgMTMuNUwxMSAyMkwyIDE3LjV6TTIyIDlMMTMgMTMuNUwxMyAyMkwyMiAxNy41eiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;rescue&apos;, &apos;health_response&apos;, &apos;relief_work&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik05IDNMMTUgM0wxNSA5TDIxIDlMMjEgMTVMMTUgMTVMMTUgMjFMOSAyMUw5IDE1TDMgMTVMMyA5TDkgOXoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;evacuation&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyTDExIDMuNUwxMSA4LjVMMjIgOC41TDIyIDE1LjVMMTEgMTUuNUwxMSAyMC41eiIvPjwvc3ZnPg==&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDdMMTIgMkwyMiA3TDEyIDEyek0yIDlMMTEgMTMuNUwxMSAyMkwyIDE3LjV6TTIyIDlMMTMgMTMuNUwxMyAyMkwyMiAxNy41eiIvPjwvc3ZnPg==&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="6" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="30,87,85,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyTDExIDMuNUwxMSA4LjVMMjIgOC41TDIyIDE1LjVMMTEgMTUuNUwxMSAyMC41eiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;prisoner_exchange&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xLjUgOEw4IDIuNUw4IDYuM0wyMSA2LjNMMjEgOS43TDggOS43TDggMTMuNXpNMjIuNSAxNkwxNiAxMC41TDE2IDE0LjNMMyAxNC4zTDMgMTcuN0wxNiAxNy43TDE2IDIxLjV6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;release&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDExaDE2djExaC0xNnpNNyAxMVY3YTUgNSAwIDAgMSA5LjYtMmwtMi4zIDFBMi41IDIuNSAwIDAgMCA5LjUgN3Y0ek0xMCAxNi41YTIgMiAwIDEgMCA0IDBhMiAyIDAgMSAwIC00IDB6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;ceasefire&apos;, &apos;surrender&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDJoMi4ydjIwaC0yLjJ6TTYuMiAzTDIwIDNMMTYuNSA4TDIwIDEzTDYuMiAxM3oiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;resignation&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04IDYuNWE0IDQgMCAxIDAgOCAwYTQgNCAwIDEgMCAtOCAwek01IDIydi00YTcgNyAwIDAgMSAxNCAwdjR6Ii8+PC9zdmc+&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyTDExIDMuNUwxMSA4LjVMMjIgOC41TDIyIDE1LjVMMTEgMTUuNUwxMSAyMC41eiIvPjwvc3ZnPg==&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="7" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="134,119,92,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDlMOCA5TDE5IDNMMTkgMjBMOCAxNC41TDIgMTQuNXpNNC41IDE2TDggMTZMMTAgMjEuNUw2LjUgMjEuNXoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
     </layer>
    </symbol>
    <symbol name="8" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="79,73,55,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDlMOCA5TDE5IDNMMTkgMjBMOCAxNC41TDIgMTQuNXpNNC41IDE2TDggMTZMMTAgMjEuNUw2LjUgMjEuNXoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
     </layer>
    </symbol>
    <symbol name="9" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="152,12,0,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyYTEwIDEwIDAgMSAwIDIwIDBhMTAgMTAgMCAxIDAgLTIwIDB6TTUgMTJhNyA3IDAgMSAwIDE0IDBhNyA3IDAgMSAwIC0xNCAwek01LjEgNy4zTDE2LjcgMTguOUwxOC45IDE2LjdMNy4zIDUuMXoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
     </layer>
    </symbol>
    <symbol name="10" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="209,129,79,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjMgMjEuNUwxIDIxLjV6TTEwLjUgOC41TDEzLjUgOC41TDEzIDE1TDExIDE1ek0xMC41IDE4YTEuNSAxLjUgMCAxIDAgMyAwYTEuNSAxLjUgMCAxIDAgLTMgMHoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
     </layer>
    </symbol>
    <symbol name="11" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="153,105,208,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04LjggN2EzLjIgMy4yIDAgMSAwIDYuNCAwYTMuMiAzLjIgMCAxIDAgLTYuNCAwek02LjUgMjF2LTRhNS41IDUuNSAwIDAgMSAxMSAwdjR6TTIgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTE3LjQgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTEgMTl2LTNhMy41IDMuNSAwIDAgMSA0LjgtMy4yYTggOCAwIDAgMC0xIDR2Mi4yek0yMyAxOXYtM2EzLjUgMy41IDAgMCAwLTQuOC0zLjJhOCA4IDAgMCAxIDEgNHYyLjJ6Ii8+PC9zdmc+"/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;roadblock&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDhoMjB2NmgtMjB6TTYgOEw5IDhMNiAxNEwzIDE0ek0xMiA4TDE1IDhMMTIgMTRMOSAxNHpNMTggOEwyMSA4TDE4IDE0TDE1IDE0ek00IDE0aDIuNXY3aC0yLjV6TTE3LjUgMTRoMi41djdoLTIuNXoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;riot&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVDMTMgNiAxOC41IDguNSAxOC41IDE1YTYuNSA2LjUgMCAwIDEtMTMgMEM1LjUgMTEuNSA3LjUgOS41IDguNSA3QzkuNSA5IDEwLjUgOS41IDExIDEwQzEyIDcuNSAxMS41IDQgMTIgMS41eiIvPjwvc3ZnPg==&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04LjggN2EzLjIgMy4yIDAgMSAwIDYuNCAwYTMuMiAzLjIgMCAxIDAgLTYuNCAwek02LjUgMjF2LTRhNS41IDUuNSAwIDAgMSAxMSAwdjR6TTIgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTE3LjQgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTEgMTl2LTNhMy41IDMuNSAwIDAgMSA0LjgtMy4yYTggOCAwIDAgMC0xIDR2Mi4yek0yMyAxOXYtM2EzLjUgMy41IDAgMCAwLTQuOC0zLjJhOCA4IDAgMCAxIDEgNHYyLjJ6Ii8+PC9zdmc+&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="12" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="123,22,146,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyYTEwIDEwIDAgMSAwIDIwIDBhMTAgMTAgMCAxIDAgLTIwIDB6TTUgMTJhNyA3IDAgMSAwIDE0IDBhNyA3IDAgMSAwIC0xNCAwek01LjEgNy4zTDE2LjcgMTguOUwxOC45IDE2LjdMNy4zIDUuMXoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;displacement&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyTDExIDMuNUwxMSA4LjVMMjIgOC41TDIyIDE1LjVMMTEgMTUuNUwxMSAyMC41eiIvPjwvc3ZnPg==&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyYTEwIDEwIDAgMSAwIDIwIDBhMTAgMTAgMCAxIDAgLTIwIDB6TTUgMTJhNyA3IDAgMSAwIDE0IDBhNyA3IDAgMSAwIC0xNCAwek01LjEgNy4zTDE2LjcgMTguOUwxOC45IDE2LjdMNy4zIDUuMXoiLz48L3N2Zz4=&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="13" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="98,112,53,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjEgNXY3YzAgNS00IDguNS05IDEwLjVDNyAyMC41IDMgMTcgMyAxMlY1eiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;military_alert&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjMgMjEuNUwxIDIxLjV6TTEwLjUgOC41TDEzLjUgOC41TDEzIDE1TDExIDE1ek0xMC41IDE4YTEuNSAxLjUgMCAxIDAgMyAwYTEuNSAxLjUgMCAxIDAgLTMgMHoiLz48L3N2Zz4=&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjEgNXY3YzAgNS00IDguNS05IDEwLjVDNyAyMC41IDMgMTcgMyAxMlY1eiIvPjwvc3ZnPg==&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="14" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="230,93,179,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDNoMTh2Mi41aC0xOHpNMyAxOC41aDE4djIuNWgtMTh6TTQgNS41aDJ2MTNoLTJ6TTkgNS41aDJ2MTNoLTJ6TTEzIDUuNWgydjEzaC0yek0xOCA1LjVoMnYxM2gtMnoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;charge&apos;, &apos;trial&apos;, &apos;conviction&apos;, &apos;ruling&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMSAyaDJ2MTdoLTJ6TTcgMTloMTB2Mi41aC0xMHpNMyA0LjVoMTh2MmgtMTh6TTUuNSA2LjVsNCA4YTQgNCAwIDAgMS04IDB6TTE4LjUgNi41bDQgOGE0IDQgMCAwIDEtOCAweiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;weapons_seizure&apos;, &apos;confiscation&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDdMMTIgMkwyMiA3TDEyIDEyek0yIDlMMTEgMTMuNUwxMSAyMkwyIDE3LjV6TTIyIDlMMTMgMTMuNUwxMyAyMkwyMiAxNy41eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;raid&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjEgNXY3YzAgNS00IDguNS05IDEwLjVDNyAyMC41IDMgMTcgMyAxMlY1eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;curfew&apos;, &apos;blockade&apos;, &apos;closure&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDhoMjB2NmgtMjB6TTYgOEw5IDhMNiAxNEwzIDE0ek0xMiA4TDE1IDhMMTIgMTRMOSAxNHpNMTggOEwyMSA4TDE4IDE0TDE1IDE0ek00IDE0aDIuNXY3aC0yLjV6TTE3LjUgMTRoMi41djdoLTIuNXoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;ban&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyYTEwIDEwIDAgMSAwIDIwIDBhMTAgMTAgMCAxIDAgLTIwIDB6TTUgMTJhNyA3IDAgMSAwIDE0IDBhNyA3IDAgMSAwIC0xNCAwek01LjEgNy4zTDE2LjcgMTguOUwxOC45IDE2LjdMNy4zIDUuMXoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;deportation&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDEyTDExIDMuNUwxMSA4LjVMMjIgOC41TDIyIDE1LjVMMTEgMTUuNUwxMSAyMC41eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;eviction&apos;, &apos;seizure_of_site&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik01IDJoMTR2MjBoLTV2LTVoLTR2NUg1ek04IDVoMi41djIuNWgtMi41ek0xMy41IDVoMi41djIuNWgtMi41ek04IDEwaDIuNXYyLjVoLTIuNXpNMTMuNSAxMGgyLjV2Mi41aC0yLjV6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;coup&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDJoMi4ydjIwaC0yLjJ6TTYuMiAzTDIwIDNMMTYuNSA4TDIwIDEzTDYuMiAxM3oiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;cyber_attack&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDNoMjB2MTRIMnpNNC41IDUuNWgxNXY5aC0xNXpNOCAxOWg4djIuNWgtOHpNMTAgNi41TDE0IDYuNUwxMi41IDkuNUwxNSA5LjVMMTAuNSAxNEwxMS41IDEwLjVMOSAxMC41eiIvPjwvc3ZnPg==&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDNoMTh2Mi41aC0xOHpNMyAxOC41aDE4djIuNWgtMTh6TTQgNS41aDJ2MTNoLTJ6TTkgNS41aDJ2MTNoLTJ6TTEzIDUuNWgydjEzaC0yek0xOCA1LjVoMnYxM2gtMnoiLz48L3N2Zz4=&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="15" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="200,30,40,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04IDYuNWE0IDQgMCAxIDAgOCAwYTQgNCAwIDEgMCAtOCAwek01IDIydi00YTcgNyAwIDAgMSAxNCAwdjR6Ii8+PC9zdmc+"/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;killing&apos;, &apos;execution&apos;, &apos;massacre&apos;, &apos;shooting&apos;, &apos;attack&apos;, &apos;ambush&apos;, &apos;violence&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zLjUgMTJhOC41IDguNSAwIDEgMCAxNyAwYTguNSA4LjUgMCAxIDAgLTE3IDB6TTYgMTJhNiA2IDAgMSAwIDEyIDBhNiA2IDAgMSAwIC0xMiAwek0xMC44IDFoMi40djdoLTIuNHpNMTAuOCAxNmgyLjR2N2gtMi40ek0xIDEwLjhoN3YyLjRoLTd6TTE2IDEwLjhoN3YyLjRoLTd6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;clash&apos;, &apos;offensive&apos;, &apos;incursion&apos;, &apos;war&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDRMMTcuNSAxOS41TDE5LjUgMTcuNUw0IDJ6TTIwIDJMNC41IDE3LjVMNi41IDE5LjVMMjIgNHpNMTQuMyAyMUwyMSAxNC4zTDE5LjQgMTIuN0wxMi43IDE5LjR6TTExLjMgMTkuNEw0LjYgMTIuN0wzIDE0LjNMOS43IDIxeiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;capture&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik00IDJoMi4ydjIwaC0yLjJ6TTYuMiAzTDIwIDNMMTYuNSA4TDIwIDEzTDYuMiAxM3oiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;air_strike&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMTMuOCA0TDEzLjggOUwyMiAxNEwyMiAxNi41TDEzLjggMTRMMTMuNSAxOUwxNi41IDIxLjJMMTYuNSAyMi44TDEyIDIxLjVMNy41IDIyLjhMNy41IDIxLjJMMTAuNSAxOUwxMC4yIDE0TDIgMTYuNUwyIDE0TDEwLjIgOUwxMC4yIDR6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;drone_strike&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik05IDloNnY2aC02ek00LjkgNi4xTDguOSAxMC4xTDEwLjEgOC45TDYuMSA0Ljl6TTE3LjkgNC45TDEzLjkgOC45TDE1LjEgMTAuMUwxOS4xIDYuMXpNNi4xIDE5LjFMMTAuMSAxNS4xTDguOSAxMy45TDQuOSAxNy45ek0xOS4xIDE3LjlMMTUuMSAxMy45TDEzLjkgMTUuMUwxNy45IDE5LjF6TTEuNSA0aDd2MS44aC03ek0xNS41IDRoN3YxLjhoLTd6TTEuNSAxOC4yaDd2MS44aC03ek0xNS41IDE4LjJoN3YxLjhoLTd6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;shelling&apos;, &apos;missile_strike&apos;, &apos;interception&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02LjUgMjAuNUwxOC41IDguNUwxNS41IDUuNUwzLjUgMTcuNXpNMjEuNSAyLjVMMTQuOCA2LjJMMTcuOCA5LjJ6TTMuNSAxMkw4IDE0TDQuNSAxNnpNMTIgMjAuNUwxMCAxNkw4IDE5LjV6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;bombing&apos;, &apos;landmine&apos;, &apos;grenade&apos;, &apos;suicide_bombing&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxTDEzLjkgNi44TDE5LjEgMy42TDE2LjggOS4yTDIyLjggMTAuMUwxNy40IDEzTDIxLjUgMTcuNUwxNS41IDE2LjJMMTUuOCAyMi4zTDEyIDE3LjVMOC4yIDIyLjNMOC41IDE2LjJMMi41IDE3LjVMNi42IDEzTDEuMiAxMC4xTDcuMiA5LjJMNC45IDMuNkwxMC4xIDYuOHoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;chemical_attack&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjMgMjEuNUwxIDIxLjV6TTEwLjUgOC41TDEzLjUgOC41TDEzIDE1TDExIDE1ek0xMC41IDE4YTEuNSAxLjUgMCAxIDAgMyAwYTEuNSAxLjUgMCAxIDAgLTMgMHoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;arson&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVDMTMgNiAxOC41IDguNSAxOC41IDE1YTYuNSA2LjUgMCAwIDEtMTMgMEM1LjUgMTEuNSA3LjUgOS41IDguNSA3QzkuNSA5IDEwLjUgOS41IDExIDEwQzEyIDcuNSAxMS41IDQgMTIgMS41eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;destruction&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik01IDJoMTR2MjBoLTV2LTVoLTR2NUg1ek04IDVoMi41djIuNWgtMi41ek0xMy41IDVoMi41djIuNWgtMi41ek04IDEwaDIuNXYyLjVoLTIuNXpNMTMuNSAxMGgyLjV2Mi41aC0yLjV6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;crowd_control&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04LjggN2EzLjIgMy4yIDAgMSAwIDYuNCAwYTMuMiAzLjIgMCAxIDAgLTYuNCAwek02LjUgMjF2LTRhNS41IDUuNSAwIDAgMSAxMSAwdjR6TTIgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTE3LjQgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTEgMTl2LTNhMy41IDMuNSAwIDAgMSA0LjgtMy4yYTggOCAwIDAgMC0xIDR2Mi4yek0yMyAxOXYtM2EzLjUgMy41IDAgMCAwLTQuOC0zLjJhOCA4IDAgMCAxIDEgNHYyLjJ6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;prison_break&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDNoMTh2Mi41aC0xOHpNMyAxOC41aDE4djIuNWgtMTh6TTQgNS41aDJ2MTNoLTJ6TTkgNS41aDJ2MTNoLTJ6TTEzIDUuNWgydjEzaC0yek0xOCA1LjVoMnYxM2gtMnoiLz48L3N2Zz4=&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04IDYuNWE0IDQgMCAxIDAgOCAwYTQgNCAwIDEgMCAtOCAwek01IDIydi00YTcgNyAwIDAgMSAxNCAwdjR6Ii8+PC9zdmc+&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="16" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="51,50,210,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xIDEwLjhMNS41IDEwLjhMOCA1TDExLjUgMTUuNUwxNCAyLjVMMTcgMTMuNUwxOC4yIDEwLjhMMjMgMTAuOEwyMyAxMy4yTDE5LjggMTMuMkwxNyAyMEwxNC4zIDExTDEyIDIyTDggMTFMNyAxMy4yTDEgMTMuMnoiLz48L3N2Zz4="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;flood&apos;, &apos;tsunami&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xIDUuNXEyLjc1LTQgNS41IDB0NS41IDB0NS41IDB0NS41IDB2M3EtMi43NSA0LTUuNSAwdC01LjUgMHQtNS41IDB0LTUuNSAwek0xIDExLjVxMi43NS00IDUuNSAwdDUuNSAwdDUuNSAwdDUuNSAwdjNxLTIuNzUgNC01LjUgMHQtNS41IDB0LTUuNSAwdC01LjUgMHpNMSAxNy41cTIuNzUtNCA1LjUgMHQ1LjUgMHQ1LjUgMHQ1LjUgMHYzcS0yLjc1IDQtNS41IDB0LTUuNSAwdC01LjUgMHQtNS41IDB6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;storm&apos;, &apos;tornado&apos;, &apos;weather_damage&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02LjUgMTRhNC41IDQuNSAwIDAgMS0uNS05YTYgNiAwIDAgMSAxMS41IDFBNCA0IDAgMCAxIDE4IDE0ek0xMiAxMi41TDE2IDEyLjVMMTMgMTYuNUwxNiAxNi41TDkuNSAyM0wxMS41IDE4TDguNSAxOHoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;wildfire&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVDMTMgNiAxOC41IDguNSAxOC41IDE1YTYuNSA2LjUgMCAwIDEtMTMgMEM1LjUgMTEuNSA3LjUgOS41IDguNSA3QzkuNSA5IDEwLjUgOS41IDExIDEwQzEyIDcuNSAxMS41IDQgMTIgMS41eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;eruption&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04LjUgOUwxMC41IDExTDEyIDlMMTMuNSAxMUwxNS41IDlMMjMgMjJMMSAyMnpNMTAuNSA2LjVhMi41IDIuNSAwIDEgMSAxLjUtNC41YTIuNSAyLjUgMCAxIDEgMS41IDQuNXoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;drought&apos;, &apos;heatwave&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik03IDEyYTUgNSAwIDEgMCAxMCAwYTUgNSAwIDEgMCAtMTAgMHpNMTkgMTMuMUwyMyAxMy4xTDIzIDEwLjlMMTkgMTAuOXpNMTYuMSAxNy43TDE5IDIwLjZMMjAuNiAxOUwxNy43IDE2LjF6TTEwLjkgMTlMMTAuOSAyM0wxMy4xIDIzTDEzLjEgMTl6TTYuMyAxNi4xTDMuNCAxOUw1IDIwLjZMNy45IDE3Ljd6TTUgMTAuOUwxIDEwLjlMMSAxMy4xTDUgMTMuMXpNNy45IDYuM0w1IDMuNEwzLjQgNUw2LjMgNy45ek0xMy4xIDVMMTMuMSAxTDEwLjkgMUwxMC45IDV6TTE3LjcgNy45TDIwLjYgNUwxOSAzLjRMMTYuMSA2LjN6Ii8+PC9zdmc+&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xIDEwLjhMNS41IDEwLjhMOCA1TDExLjUgMTUuNUwxNCAyLjVMMTcgMTMuNUwxOC4yIDEwLjhMMjMgMTAuOEwyMyAxMy4yTDE5LjggMTMuMkwxNyAyMEwxNC4zIDExTDEyIDIyTDggMTFMNyAxMy4yTDEgMTMuMnoiLz48L3N2Zz4=&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="17" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="240,94,16,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMTMuOCA0TDEzLjggOUwyMiAxNEwyMiAxNi41TDEzLjggMTRMMTMuNSAxOUwxNi41IDIxLjJMMTYuNSAyMi44TDEyIDIxLjVMNy41IDIyLjhMNy41IDIxLjJMMTAuNSAxOUwxMC4yIDE0TDIgMTYuNUwyIDE0TDEwLjIgOUwxMC4yIDR6Ii8+PC9zdmc+"/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;ship_accident&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xLjUgMTRMMjIuNSAxNEwxOSAyMUw1IDIxek01IDloMTR2NGgtMTR6TTkgNC41aDN2NC41aC0zek0xMy41IDZoMi41djNoLTIuNXoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;train_accident&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04IDJoOGEzIDMgMCAwIDEgMyAzdjExYTMgMyAwIDAgMS0zIDNIOGEzIDMgMCAwIDEtMy0zVjVhMyAzIDAgMCAxIDMtM3pNNy41IDVoOXY2aC05ek03LjEgMTVhMS40IDEuNCAwIDEgMCAyLjggMGExLjQgMS40IDAgMSAwIC0yLjggMHpNMTQuMSAxNWExLjQgMS40IDAgMSAwIDIuOCAwYTEuNCAxLjQgMCAxIDAgLTIuOCAwek04IDE5TDEwLjUgMTlMOCAyM0w1IDIzek0xNiAxOUwxMy41IDE5TDE2IDIzTDE5IDIzeiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;road_accident&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02IDZMMTggNkwyMSAxMkwyMiAxMkwyMiAxN0wyIDE3TDIgMTJMMyAxMnpNNy4zIDhMMTYuNyA4TDE4LjYgMTJMNS40IDEyek00LjggMThhMi4yIDIuMiAwIDEgMCA0LjQgMGEyLjIgMi4yIDAgMSAwIC00LjQgMHpNMTQuOCAxOGEyLjIgMi4yIDAgMSAwIDQuNCAwYTIuMiAyLjIgMCAxIDAgLTQuNCAweiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;fire&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVDMTMgNiAxOC41IDguNSAxOC41IDE1YTYuNSA2LjUgMCAwIDEtMTMgMEM1LjUgMTEuNSA3LjUgOS41IDguNSA3QzkuNSA5IDEwLjUgOS41IDExIDEwQzEyIDcuNSAxMS41IDQgMTIgMS41eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;explosion&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxTDEzLjkgNi44TDE5LjEgMy42TDE2LjggOS4yTDIyLjggMTAuMUwxNy40IDEzTDIxLjUgMTcuNUwxNS41IDE2LjJMMTUuOCAyMi4zTDEyIDE3LjVMOC4yIDIyLjNMOC41IDE2LjJMMi41IDE3LjVMNi42IDEzTDEuMiAxMC4xTDcuMiA5LjJMNC45IDMuNkwxMC4xIDYuOHoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;collapse&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik01IDJoMTR2MjBoLTV2LTVoLTR2NUg1ek04IDVoMi41djIuNWgtMi41ek0xMy41IDVoMi41djIuNWgtMi41ek04IDEwaDIuNXYyLjVoLTIuNXpNMTMuNSAxMGgyLjV2Mi41aC0yLjV6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;stampede&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04LjggN2EzLjIgMy4yIDAgMSAwIDYuNCAwYTMuMiAzLjIgMCAxIDAgLTYuNCAwek02LjUgMjF2LTRhNS41IDUuNSAwIDAgMSAxMSAwdjR6TTIgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTE3LjQgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTEgMTl2LTNhMy41IDMuNSAwIDAgMSA0LjgtMy4yYTggOCAwIDAgMC0xIDR2Mi4yek0yMyAxOXYtM2EzLjUgMy41IDAgMCAwLTQuOC0zLjJhOCA4IDAgMCAxIDEgNHYyLjJ6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;industrial_accident&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMjMgMjEuNUwxIDIxLjV6TTEwLjUgOC41TDEzLjUgOC41TDEzIDE1TDExIDE1ek0xMC41IDE4YTEuNSAxLjUgMCAxIDAgMyAwYTEuNSAxLjUgMCAxIDAgLTMgMHoiLz48L3N2Zz4=&apos; WHEN &quot;event_subtype&quot; IN (&apos;drowning&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xIDUuNXEyLjc1LTQgNS41IDB0NS41IDB0NS41IDB0NS41IDB2M3EtMi43NSA0LTUuNSAwdC01LjUgMHQtNS41IDB0LTUuNSAwek0xIDExLjVxMi43NS00IDUuNSAwdDUuNSAwdDUuNSAwdDUuNSAwdjNxLTIuNzUgNC01LjUgMHQtNS41IDB0LTUuNSAwdC01LjUgMHpNMSAxNy41cTIuNzUtNCA1LjUgMHQ1LjUgMHQ1LjUgMHQ1LjUgMHYzcS0yLjc1IDQtNS41IDB0LTUuNSAwdC01LjUgMHQtNS41IDB6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;deaths&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04IDYuNWE0IDQgMCAxIDAgOCAwYTQgNCAwIDEgMCAtOCAwek01IDIydi00YTcgNyAwIDAgMSAxNCAwdjR6Ii8+PC9zdmc+&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xMiAxLjVMMTMuOCA0TDEzLjggOUwyMiAxNEwyMiAxNi41TDEzLjggMTRMMTMuNSAxOUwxNi41IDIxLjJMMTYuNSAyMi44TDEyIDIxLjVMNy41IDIyLjhMNy41IDIxLjJMMTAuNSAxOUwxMC4yIDE0TDIgMTYuNUwyIDE0TDEwLjIgOUwxMC4yIDR6Ii8+PC9zdmc+&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="18" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="139,64,136,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02IDlMMTggOUwyMSAyMUwzIDIxek04IDlWN2E0IDQgMCAwIDEgOCAwdjJoLTJWN2EyIDIgMCAwIDAtNCAwdjJ6Ii8+PC9zdmc+"/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;murder&apos;, &apos;criminal_shooting&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zLjUgMTJhOC41IDguNSAwIDEgMCAxNyAwYTguNSA4LjUgMCAxIDAgLTE3IDB6TTYgMTJhNiA2IDAgMSAwIDEyIDBhNiA2IDAgMSAwIC0xMiAwek0xMC44IDFoMi40djdoLTIuNHpNMTAuOCAxNmgyLjR2N2gtMi40ek0xIDEwLjhoN3YyLjRoLTd6TTE2IDEwLjhoN3YyLjRoLTd6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;assault&apos;, &apos;kidnapping_for_ransom&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04IDYuNWE0IDQgMCAxIDAgOCAwYTQgNCAwIDEgMCAtOCAwek01IDIydi00YTcgNyAwIDAgMSAxNCAwdjR6Ii8+PC9zdmc+&apos; WHEN &quot;event_subtype&quot; IN (&apos;trafficking&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0yIDdMMTIgMkwyMiA3TDEyIDEyek0yIDlMMTEgMTMuNUwxMSAyMkwyIDE3LjV6TTIyIDlMMTMgMTMuNUwxMyAyMkwyMiAxNy41eiIvPjwvc3ZnPg==&apos; WHEN &quot;event_subtype&quot; IN (&apos;piracy&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0xLjUgMTRMMjIuNSAxNEwxOSAyMUw1IDIxek01IDloMTR2NGgtMTR6TTkgNC41aDN2NC41aC0zek0xMy41IDZoMi41djNoLTIuNXoiLz48L3N2Zz4=&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02IDlMMTggOUwyMSAyMUwzIDIxek04IDlWN2E0IDQgMCAwIDEgOCAwdjJoLTJWN2EyIDIgMCAwIDAtNCAwdjJ6Ii8+PC9zdmc+&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="19" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="180,4,100,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik02IDEyYTYgNiAwIDEgMCAxMiAwYTYgNiAwIDEgMCAtMTIgMHpNMTggMTIuOEwyMSAxMi44TDIxIDExLjJMMTggMTEuMnpNMjAgMTJhMS41IDEuNSAwIDEgMCAzIDBhMS41IDEuNSAwIDEgMCAtMyAwek0xNC4zIDE3LjZMMTUuOCAyMC4yTDE3LjIgMTkuNEwxNS43IDE2Ljh6TTE1LjMgMjAuMmExLjUgMS41IDAgMSAwIDMgMGExLjUgMS41IDAgMSAwIC0zIDB6TTguMyAxNi44TDYuOCAxOS40TDguMiAyMC4yTDkuNyAxNy42ek01LjggMjAuMmExLjUgMS41IDAgMSAwIDMgMGExLjUgMS41IDAgMSAwIC0zIDB6TTYgMTEuMkwzIDExLjJMMyAxMi44TDYgMTIuOHpNMSAxMmExLjUgMS41IDAgMSAwIDMgMGExLjUgMS41IDAgMSAwIC0zIDB6TTkuNyA2LjRMOC4yIDMuOEw2LjggNC42TDguMyA3LjJ6TTUuNyAzLjhhMS41IDEuNSAwIDEgMCAzIDBhMS41IDEuNSAwIDEgMCAtMyAwek0xNS43IDcuMkwxNy4yIDQuNkwxNS44IDMuOEwxNC4zIDYuNHpNMTUuMyAzLjhhMS41IDEuNSAwIDEgMCAzIDBhMS41IDEuNSAwIDEgMCAtMyAweiIvPjwvc3ZnPg=="/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
     </layer>
    </symbol>
    <symbol name="20" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="21,13,239,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
     <layer class="SvgMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDExTDYgMTFMNiAxM0wxOCAxM0wxOCAxMUwyMSAxMUwyMSAyMUwzIDIxek04IDNMMTYgM0wxNiAxMUw4IDExek05LjIgN0wxMC40IDUuOEwxMS41IDYuOUwxMy44IDQuNkwxNSA1LjhMMTEuNSA5LjN6Ii8+PC9zdmc+"/>
       <Option name="size" type="QString" value="3.2"/>
       <Option name="size_unit" type="QString" value="MM"/>
       <Option name="color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0"/>
       <Option name="outline_color" type="QString" value="255,255,255,0"/>
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""/>
        <Option type="Map" name="properties">
         <Option type="Map" name="name">
          <Option name="active" type="bool" value="true"/>
          <Option name="expression" type="QString" value="CASE WHEN &quot;event_subtype&quot; IN (&apos;election_rally&apos;) THEN &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik04LjggN2EzLjIgMy4yIDAgMSAwIDYuNCAwYTMuMiAzLjIgMCAxIDAgLTYuNCAwek02LjUgMjF2LTRhNS41IDUuNSAwIDAgMSAxMSAwdjR6TTIgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTE3LjQgOC41YTIuMyAyLjMgMCAxIDAgNC42IDBhMi4zIDIuMyAwIDEgMCAtNC42IDB6TTEgMTl2LTNhMy41IDMuNSAwIDAgMSA0LjgtMy4yYTggOCAwIDAgMC0xIDR2Mi4yek0yMyAxOXYtM2EzLjUgMy41IDAgMCAwLTQuOC0zLjJhOCA4IDAgMCAxIDEgNHYyLjJ6Ii8+PC9zdmc+&apos; ELSE &apos;base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgdmlld0JveD0iMCAwIDI0IDI0Ij48cGF0aCBmaWxsPSJwYXJhbShmaWxsKSAjZmZmIiBmaWxsLXJ1bGU9ImV2ZW5vZGQiIGQ9Ik0zIDExTDYgMTFMNiAxM0wxOCAxM0wxOCAxMUwyMSAxMUwyMSAyMUwzIDIxek04IDNMMTYgM0wxNiAxMUw4IDExek05LjIgN0wxMC40IDUuOEwxMS41IDYuOUwxMy44IDQuNkwxNSA1LjhMMTEuNSA5LjN6Ii8+PC9zdmc+&apos; END"/>
          <Option name="type" type="int" value="3"/>
         </Option>
        </Option>
        <Option name="type" type="QString" value="collection"/>
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol name="21" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="name" type="QString" value="circle"/>
       <Option name="color" type="QString" value="107,107,107,255"/>
       <Option name="outline_color" type="QString" value="255,255,255,255"/>
       <Option name="outline_width" type="QString" value="0.3"/>
       <Option name="outline_width_unit" type="QString" value="MM"/>
       <Option name="size" type="QString" value="5"/>
       <Option name="size_unit" type="QString" value="MM"/>
      </Option>
     </layer>
    </symbol>
   </symbols>
  </renderer-v2>
  <symbol name="centerSymbol" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
   <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option name="name" type="QString" value="circle"/>
     <Option name="color" type="QString" value="61,72,82,235"/>
     <Option name="outline_color" type="QString" value="255,255,255,255"/>
     <Option name="outline_width" type="QString" value="0.3"/>
     <Option name="outline_width_unit" type="QString" value="MM"/>
     <Option name="size" type="QString" value="6"/>
     <Option name="size_unit" type="QString" value="MM"/>
    </Option>
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""/>
      <Option type="Map" name="properties">
       <Option type="Map" name="size">
        <Option name="active" type="bool" value="true"/>
        <Option name="expression" type="QString" value="scale_exp(@cluster_size, 2, 500, 5.5, 14, 0.5)"/>
        <Option name="type" type="int" value="3"/>
       </Option>
      </Option>
      <Option name="type" type="QString" value="collection"/>
     </Option>
    </data_defined_properties>
   </layer>
   <layer class="FontMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option name="chr" type="QString" value="2"/>
     <Option name="color" type="QString" value="255,255,255,255"/>
     <Option name="font" type="QString" value="Sans Serif"/>
     <Option name="font_style" type="QString" value="Bold"/>
     <Option name="size" type="QString" value="2.8"/>
     <Option name="size_unit" type="QString" value="MM"/>
     <Option name="horizontal_anchor_point" type="QString" value="1"/>
     <Option name="vertical_anchor_point" type="QString" value="1"/>
    </Option>
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""/>
      <Option type="Map" name="properties">
       <Option type="Map" name="char">
        <Option name="active" type="bool" value="true"/>
        <Option name="expression" type="QString" value="@cluster_size"/>
        <Option name="type" type="int" value="3"/>
       </Option>
      </Option>
      <Option name="type" type="QString" value="collection"/>
     </Option>
    </data_defined_properties>
   </layer>
  </symbol>
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
 <mapTip>&lt;b&gt;[% replace(coalesce(&quot;title&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/b&gt;&lt;br/&gt;[% format_date(&quot;event_start&quot;, &apos;d MMM yyyy&apos;) || CASE WHEN to_date(&quot;event_start&quot;) &lt;&gt; to_date(&quot;event_end&quot;) THEN &apos; – &apos; || format_date(&quot;event_end&quot;, &apos;d MMM yyyy&apos;) ELSE &apos;&apos; END %]&lt;p&gt;[% replace(coalesce(&quot;sentence&quot;, &apos;&apos;), array(&apos;&amp;&apos;, &apos;&lt;&apos;, &apos;&gt;&apos;, &apos;&quot;&apos;), array(&apos;&amp;amp;&apos;, &apos;&amp;lt;&apos;, &apos;&amp;gt;&apos;, &apos;&amp;quot;&apos;)) %]&lt;/p&gt;</mapTip>
 <previewExpression>&quot;title&quot;</previewExpression>
 <temporal enabled="1" mode="2" startField="event_start" endField="event_end" limitMode="1" durationField="" durationUnit="d" fixedDuration="0" accumulate="0" startExpression="" endExpression="">
  <fixedRange>
   <start/>
   <end/>
  </fixedRange>
 </temporal>
 <layerGeometryType>0</layerGeometryType>
</qgis>
