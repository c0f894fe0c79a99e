import { rowsOf } from '../rows.ts';

export const rows = rowsOf('ConvertTo-Html', [
  [
    'a page',
    `[pscustomobject]@{a=1;b='x'} | ConvertTo-Html`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/><col/></colgroup>
<tr><th>a</th><th>b</th></tr>
<tr><td>1</td><td>x</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Fragment',
    `[pscustomobject]@{a=1;b='x'},[pscustomobject]@{a=2;b='y'} | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/><col/></colgroup>
<tr><th>a</th><th>b</th></tr>
<tr><td>1</td><td>x</td></tr>
<tr><td>2</td><td>y</td></tr>
</table>
`,
  ],
  [
    '-Property',
    `[pscustomobject]@{a=1;b='x'} | ConvertTo-Html -Fragment -Property b`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>b</th></tr>
<tr><td>x</td></tr>
</table>
`,
  ],
  [
    'calculated properties',
    `[pscustomobject]@{a=1;b='x'} | ConvertTo-Html -Fragment -Property @{n='Name';e={$_.b}},a`,
    `
<table>
<colgroup><col/><col/></colgroup>
<tr><th>Name</th><th>a</th></tr>
<tr><td>x</td><td>1</td></tr>
</table>
`,
  ],
  [
    'calculated properties with width and alignment',
    `[pscustomobject]@{a=1;b='x'} | ConvertTo-Html -Fragment -Property @{Label='Name';Expression={$_.b};Width=20;Alignment='center'},@{e='a';align='right'}`,
    `
<table>
<colgroup><col width = "20" align = "center"/><col align = "right"/></colgroup>
<tr><th>Name</th><th>a</th></tr>
<tr><td>x</td><td>1</td></tr>
</table>
`,
  ],
  [
    '-As List',
    `[pscustomobject]@{a=1;b='x'},[pscustomobject]@{a=2;b='y'} | ConvertTo-Html -Fragment -As List`,
    `
<table>
<tr><td>a:</td><td>1</td></tr>
<tr><td>b:</td><td>x</td></tr>
<tr><td><hr></td></tr>
<tr><td>a:</td><td>2</td></tr>
<tr><td>b:</td><td>y</td></tr>
</table>
`,
  ],
  [
    '-Title',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Title 'My <page>'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>My <page></title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Head replaces the title',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Head '<style>p{}</style>','<title>t</title>'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<style>p{}</style>
<title>t</title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Head with -Title',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Head '<style></style>' -Title 't'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<style></style>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Body',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Body '<h1>x</h1>','y'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<h1>x</h1>
y
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-PreContent -PostContent',
    `[pscustomobject]@{a=1} | ConvertTo-Html -PreContent '<h1>x</h1>' -PostContent '<p>end</p>','z'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<h1>x</h1>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
<p>end</p>
z
</body></html>
`,
  ],
  [
    '-PreContent -PostContent in a fragment',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Fragment -PreContent '<h1>x</h1>' -PostContent '<p>end</p>'`,
    `
<h1>x</h1>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
<p>end</p>
`,
  ],
  [
    '-CssUri',
    `[pscustomobject]@{a=1} | ConvertTo-Html -CssUri 'style.css'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
<link rel="stylesheet" type="text/css" href="style.css" />
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Charset',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Charset 'UTF-8'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="UTF-8">
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Meta',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Meta @{author='me'}`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta name="author" content="me">
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Meta of an unknown kind',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Meta @{bogus='me'}`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta name="bogus" content="me">
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>

warning: Accepted meta properties are content-type, default-style, application-name, author, description, generator, keywords, x-ua-compatible, and viewport. The meta pair: bogus and me may not function correctly.
`,
  ],
  [
    '-Transitional',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Transitional`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    'values are escaped',
    `[pscustomobject]@{a='<b>&"'} | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>&lt;b&gt;&amp;&quot;</td></tr>
</table>
`,
  ],
  [
    'names are escaped',
    `[pscustomobject]@{'<a>'=1} | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th><a></th></tr>
<tr><td>1</td></tr>
</table>
`,
  ],
  [
    'null and lists',
    `[pscustomobject]@{a=$null;b=1,2} | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/><col/></colgroup>
<tr><th>a</th><th>b</th></tr>
<tr><td></td><td>System.Object[]</td></tr>
</table>
`,
  ],
  [
    'the first object decides the columns',
    `[pscustomobject]@{a=1},[pscustomobject]@{b=2} | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
<tr><td></td></tr>
</table>
`,
  ],
  [
    'a column that is missing',
    `[pscustomobject]@{a=1} | ConvertTo-Html -Fragment -Property a,zz`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
`,
  ],
  [
    'one column',
    `1..2 | ForEach-Object { [pscustomobject]@{n=$_} } | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>n</th></tr>
<tr><td>1</td></tr>
<tr><td>2</td></tr>
</table>
`,
  ],
  [
    '-InputObject',
    `ConvertTo-Html -Fragment -InputObject ([pscustomobject]@{a=1})`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
`,
  ],
  [
    'text has its length',
    `'abc' | ConvertTo-Html -Fragment`,
    `
<table>
<colgroup><col/></colgroup>
<tr><th>Length</th></tr>
<tr><td>3</td></tr>
</table>
`,
  ],
  [
    'wildcards in -Property',
    `[pscustomobject]@{ab=1;ac=2;d=3} | ConvertTo-Html -Fragment -Property a*`,
    `
<table>
<colgroup><col/><col/></colgroup>
<tr><th>ab</th><th>ac</th></tr>
<tr><td>1</td><td>2</td></tr>
</table>
`,
  ],
  [
    'nothing',
    `@() | ConvertTo-Html -Fragment`,
    `
<table>
</table>
`,
  ],
  [
    'lines to one text',
    `([pscustomobject]@{a=1} | ConvertTo-Html -Fragment | Out-String) -replace '<table>','<table class="x">'`,
    `
<table class="x">
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
`,
  ],
  [
    'a list with one property',
    `[pscustomobject]@{a=1} | ConvertTo-Html -As List -Property a -Title t`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>t</title>
</head><body>
<table>
<tr><td>a:</td><td>1</td></tr>
</table>
</body></html>
`,
  ],
  [
    '-Body -Head -Title by position',
    `[pscustomobject]@{a=1} | ConvertTo-Html a '<h/>' 't' '<b/>'`,
    `
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<h/>
</head><body>
<b/>
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
</body></html>
`,
  ],
]);
