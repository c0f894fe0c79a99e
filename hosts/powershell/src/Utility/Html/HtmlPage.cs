using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>What stands before the content of a page.</summary>
internal static class HtmlPage
{
    private const string Strict = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">";
    private const string Transitional = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">";

    private static readonly string[] KnownMeta =
        ["content-type", "default-style", "application-name", "author", "description", "generator", "keywords", "x-ua-compatible", "viewport"];

    /// <summary>The lines up to the start of the body, and the body's own.</summary>
    internal static IEnumerable<string> Start(ConvertToHtmlCommand page)
    {
        yield return page.Transitional ? Transitional : Strict;
        yield return "<html xmlns=\"http://www.w3.org/1999/xhtml\">";
        yield return "<head>";
        if (!string.IsNullOrEmpty(page.Charset)) yield return $"<meta charset=\"{page.Charset}\">";
        foreach (var line in Meta(page)) yield return line;
        foreach (var line in page.Head ?? [$"<title>{page.Title}</title>"]) yield return line;
        if (page.CssUri is not null) yield return $"<link rel=\"stylesheet\" type=\"text/css\" href=\"{page.CssUri}\" />";
        yield return "</head><body>";
        foreach (var line in page.Body ?? []) yield return line;
    }

    private static IEnumerable<string> Meta(ConvertToHtmlCommand page)
    {
        foreach (DictionaryEntry entry in page.Meta ?? [])
        {
            var name = entry.Key.ToString();
            var isHeader = name is not null && new[] { "content-type", "default-style", "x-ua-compatible" }.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (!KnownMeta.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                page.WriteWarning($"Accepted meta properties are {string.Join(", ", KnownMeta[..^1])}, and {KnownMeta[^1]}. The meta pair: {name} and {entry.Value} may not function correctly.");
            }

            yield return $"<meta {(isHeader ? "http-equiv" : "name")}=\"{name}\" content=\"{entry.Value}\">";
        }
    }
}
