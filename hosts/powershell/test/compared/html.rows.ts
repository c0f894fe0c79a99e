import { scriptsOf } from '../rows.ts';

export const rows = scriptsOf('compared with pwsh 7.6.9: HTML', [
  [
    `[pscustomobject]@{A=1;B='<x>'} | ConvertTo-Html`,
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/><col/></colgroup>
<tr><th>A</th><th>B</th></tr>
<tr><td>1</td><td>&lt;x&gt;</td></tr>
</table>
</body></html>`,
  ],
  [
    `[pscustomobject]@{A=1;B='<x>'} | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/><col/></colgroup>
<tr><th>A</th><th>B</th></tr>
<tr><td>1</td><td>&lt;x&gt;</td></tr>
</table>`,
  ],
  [
    `[pscustomobject]@{A=1;B='<x>'} | ConvertTo-Html -As List -Fragment`,
    `<table>
<tr><td>A:</td><td>1</td></tr>
<tr><td>B:</td><td>&lt;x&gt;</td></tr>
</table>`,
  ],
  [
    `[pscustomobject]@{A=1;B='<x>'} | ConvertTo-Html -Title T -Body 'b' -PreContent 'p' -PostContent 'q' -CssUri x.css`,
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>T</title>
<link rel="stylesheet" type="text/css" href="x.css" />
</head><body>
b
p
<table>
<colgroup><col/><col/></colgroup>
<tr><th>A</th><th>B</th></tr>
<tr><td>1</td><td>&lt;x&gt;</td></tr>
</table>
q
</body></html>`,
  ],
  [
    `[pscustomobject]@{A=1;B='<x>'} | ConvertTo-Html -Head '<style></style>' -Property B`,
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<style></style>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>B</th></tr>
<tr><td>&lt;x&gt;</td></tr>
</table>
</body></html>`,
  ],
  [
    `[pscustomobject]@{A=1} | ConvertTo-Html -Property @{l='X';e={$_.A+1};align='right';width=5} -Fragment`,
    `<table>
<colgroup><col width = "5" align = "right"/></colgroup>
<tr><th>X</th></tr>
<tr><td>2</td></tr>
</table>`,
  ],
  [
    `[pscustomobject]@{A=1} | ConvertTo-Html -Charset utf-8 -Meta @{author='me'} -Transitional`,
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="author" content="me">
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>A</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>`,
  ],
  [
    `1,2 | ConvertTo-Html -Fragment`,
    `<table>
</table>`,
  ],
  [
    `'a' | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/></colgroup>
<tr><th>Length</th></tr>
<tr><td>1</td></tr>
</table>`,
  ],
  [
    `@() | ConvertTo-Html -Fragment`,
    `<table>
</table>`,
  ],
  [
    `[pscustomobject]@{A=@(1,2);B=$null} | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/><col/></colgroup>
<tr><th>A</th><th>B</th></tr>
<tr><td>System.Object[]</td><td></td></tr>
</table>`,
  ],
  [
    `@{a=1} | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{B=2} | ConvertTo-Html -Fragment`,
    `<table>
<colgroup><col/></colgroup>
<tr><th>A</th></tr>
<tr><td>1</td></tr>
<tr><td></td></tr>
</table>`,
  ],
  [
    `[pscustomobject]@{A=1},[pscustomobject]@{A=2} | ConvertTo-Html -As List`,
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<table>
<tr><td>A:</td><td>1</td></tr>
<tr><td><hr></td></tr>
<tr><td>A:</td><td>2</td></tr>
</table>
</body></html>`,
  ],
]);
