import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: XML', [
  [
    `[pscustomobject]@{A=1;B='x & y';C=$null;D=@(1,2);E=@{q=1};F=[datetime]'2024-01-02';G=[pscustomobject]@{Z=1}} | ConvertTo-Xml | % OuterXml`,
    `<?xml version="1.0" encoding="utf-8"?><Objects><Object Type="System.Management.Automation.PSCustomObject"><Property Name="A" Type="System.Int32">1</Property><Property Name="B" Type="System.String">x &amp; y</Property><Property Name="C" Type="System.Object" /><Property Name="D" Type="System.Object[]"><Property Type="System.Int32">1</Property><Property Type="System.Int32">2</Property></Property><Property Name="E" Type="System.Collections.Hashtable"><Property Name="Key" Type="System.String">q</Property><Property Name="Value" Type="System.Int32">1</Property></Property><Property Name="F" Type="System.DateTime">01/02/2024 00:00:00</Property><Property Name="G" Type="System.Management.Automation.PSCustomObject"><Property Type="System.String">@{Z=1}</Property><Property Name="Z" Type="System.Management.Automation.PSNoteProperty">1</Property></Property></Object></Objects>`,
  ],
  [
    `1,'a' | ConvertTo-Xml -As String`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Int32">1</Object>
  <Object Type="System.String">a</Object>
</Objects>`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{A=2} | ConvertTo-Xml -NoTypeInformation -As Stream`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
<Object>
  <Property Name="A">1</Property>
</Object>
<Object>
  <Property Name="A">2</Property>
</Object>
</Objects>`,
  ],
  [
    `[pscustomobject]@{A=[pscustomobject]@{B=[pscustomobject]@{C=1}}} | ConvertTo-Xml -Depth 2 -As String`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Management.Automation.PSCustomObject">
    <Property Name="A" Type="System.Management.Automation.PSCustomObject">
      <Property Name="B" Type="System.Management.Automation.PSCustomObject">
        <Property Type="System.String">@{C=1}</Property>
        <Property Name="C" Type="System.Management.Automation.PSNoteProperty">1</Property>
      </Property>
    </Property>
  </Object>
</Objects>`,
  ],
  [
    `[pscustomobject]@{A=[pscustomobject]@{B=[pscustomobject]@{C=1}}} | ConvertTo-Xml -As String -NoTypeInformation`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object>
    <Property Name="A">
      <Property>@{B=}</Property>
      <Property Name="B">@{C=1}</Property>
    </Property>
  </Object>
</Objects>`,
  ],
  [
    `@{a=1} | ConvertTo-Xml -As String`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Collections.Hashtable">
    <Property Name="Key" Type="System.String">a</Property>
    <Property Name="Value" Type="System.Int32">1</Property>
  </Object>
</Objects>`,
  ],
  [
    `$null | ConvertTo-Xml -As String`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object />
</Objects>`,
  ],
  [
    `(1 | ConvertTo-Xml).GetType().Name; ConvertTo-Xml 5 -As String; ConvertTo-Xml @(1,2) -As String`,
    `XmlDocument
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Int32">5</Object>
</Objects>
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Object[]">
    <Property Type="System.Int32">1</Property>
    <Property Type="System.Int32">2</Property>
  </Object>
</Objects>`,
  ],
  [
    `'a<b' | ConvertTo-Xml -As String; $true | ConvertTo-Xml -As String; [DayOfWeek]::Monday | ConvertTo-Xml -As String;  [version]'1.2' | ConvertTo-Xml -As String -NoTypeInformation`,
    `<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.String">a&lt;b</Object>
</Objects>
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Boolean">True</Object>
</Objects>
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.DayOfWeek">
    <Property Name="value__" Type="System.Int32">1</Property>
  </Object>
</Objects>
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object>1.2</Object>
</Objects>`,
  ],
  [
    `Set-Content a.xml '<r xmlns:q="urn:q"><a n="1">x</a><a n="2">y</a><q:z>w</q:z></r>'; Select-Xml -Path a.xml -XPath '//a' | % { $_.Node.n; "$_"; $_.Path.EndsWith('a.xml'); $_.Pattern }; Select-Xml -Path a.xml -XPath '//q:z' -Namespace @{q='urn:q'} | % { $_.Node.InnerText }; Select-Xml -Path a.xml -XPath '/r/@nope'; (Select-Xml -Path a.xml -XPath '//a').Count`,
    `1
x:<dir>/a.xml
True
//a
2
y:<dir>/a.xml
True
//a
w
2`,
  ],
  [
    `Select-Xml -Xml ([xml]'<a><b/></a>') -XPath '//b'`,
    `Node Path        Pattern
---- ----        -------
b    InputStream //b`,
  ],
  [
    `[xml]'<a><b>1</b></a>' | Select-Xml '//b' | % { $_.Node.Name; $_.GetType().FullName; $_.Path }`,
    `b
Microsoft.PowerShell.Commands.SelectXmlInfo
InputStream`,
  ],
  [
    `Select-Xml -Content '<a' -XPath '//b'; Select-Xml -Content '<a/>' -XPath '//['; Select-Xml -Path nope.xml -XPath a; 'n'`,
    `n

error InvalidCastToXmlDocument,Microsoft.PowerShell.Commands.SelectXmlCommand: Cannot convert value "<a" to type "System.Xml.XmlDocument". Error: "Data at the root level is invalid. Line 1, position 1."
error System.Xml.XPath.XPathException,Microsoft.PowerShell.Commands.SelectXmlCommand: Expression must evaluate to a node-set.
error PathNotFound,Microsoft.PowerShell.Commands.SelectXmlCommand: Cannot find path '<dir>/nope.xml' because it does not exist.`,
  ],
]);
