using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace ThreadJob;

/// <summary>The values of a script block's <c>$using:</c> expressions, keyed as the engine looks for them.</summary>
internal static class UsingValues
{
    internal static Hashtable Of(ScriptBlock block, PSCmdlet caller)
    {
        var values = new Hashtable();
        foreach (var use in block.Ast.FindAll(ast => ast is UsingExpressionAst, true).Cast<UsingExpressionAst>())
        {
            values[Key(use)] = use.SubExpression is VariableExpressionAst variable
                ? caller.GetVariableValue(variable.VariablePath.UserPath)
                : caller.InvokeCommand.InvokeScript(use.SubExpression.Extent.Text).FirstOrDefault();
        }

        return values;
    }

    // Names of variables are the same in any case.
    private static string Key(UsingExpressionAst use)
    {
        var text = use.ToString();
        return Convert.ToBase64String(Encoding.Unicode.GetBytes(use.SubExpression is VariableExpressionAst ? text.ToLowerInvariant() : text));
    }
}
