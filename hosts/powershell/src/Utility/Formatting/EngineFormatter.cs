using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>The engine's own formatter, which its public base classes keep in an internal field: see README.md here.</summary>
internal static class EngineFormatter
{
    /// <summary>The width that leaves text as it is; tables then take the engine's own default.</summary>
    internal const int Unlimited = int.MaxValue;

    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const string Space = "Microsoft.PowerShell.Commands.Internal.Format.";

    private static readonly Assembly Engine = typeof(PSObject).Assembly;
    private static readonly FieldInfo Implementation = typeof(FrontEndCommandBase).GetField("implementation", Any)!;

    /// <summary>Makes the command a formatter into <c>Table</c>, <c>List</c>, <c>Wide</c> or <c>Complex</c>.</summary>
    internal static void Shape(FrontEndCommandBase command, string shape)
    {
        var shapes = Type("FormatShape");
        Implementation.SetValue(command, New("InnerFormatShapeCommand", Enum.Parse(shapes, shape)));
    }

    /// <summary>Makes the command an output of text.</summary>
    internal static void Output(FrontEndCommandBase command) => Implementation.SetValue(command, New("OutputManagerInner"));

    /// <summary>Sends the text of an output command to a writer, lines being at most <paramref name="width"/> wide.</summary>
    internal static void WriteTo(FrontEndCommandBase command, TextWriter writer, int width, bool noNewline)
    {
        var lines = New("TextWriterLineOutput", writer, width, noNewline);
        Type("OutputManagerInner").GetProperty("LineOutput", Any)!.SetValue(Implementation.GetValue(command), lines);
    }

    /// <summary>A writer that hands on each line.</summary>
    internal static TextWriter Streaming(Action<string> line)
    {
        var type = Type("StreamingTextWriter");
        var callback = Delegate.CreateDelegate(type.GetNestedType("WriteLineCallback", Any)!, line.Target, line.Method);
        return (TextWriter)New("StreamingTextWriter", callback, CultureInfo.CurrentCulture);
    }

    /// <summary>Sets what the engine's base class does not: the properties and the shape's own parameters.</summary>
    internal static void Parameters(OuterFormatShapeCommandBase command, ShapeParameters given)
    {
        var parameters = New("FormattingCommandLineParameters");
        if (given.Properties.Length > 0)
        {
            if (!string.IsNullOrEmpty(command.View)) Call(command, "ReportCannotSpecifyViewAndProperty");
            var processor = New("ParameterProcessor", New(given.Definition));
            Set(parameters, "mshParameterList", Call(processor, "ProcessParameters", given.Properties, New("TerminatingErrorContext", command)));
        }

        Set(parameters, "viewName", string.IsNullOrEmpty(command.View) ? null : command.View);
        Set(parameters, "autosize", given.AutoSize);
        Set(parameters, "groupByParameter", Call(command, "ProcessGroupByParameter"));
        Set(parameters, "forceFormattingAlsoOnOutOfBand", command.Force.IsPresent);
        Set(parameters, "showErrorsAsMessages", Get(command, "showErrorsAsMessages"));
        Set(parameters, "showErrorsInFormattedOutput", Get(command, "showErrorsInFormattedOutput"));
        Set(parameters, "expansion", Call(command, "ProcessExpandParameter"));
        Set(parameters, "shapeParameters", Specific(given));
        Call(Implementation.GetValue(command)!, "SetCommandLineParameters", parameters);
    }

    private static object? Specific(ShapeParameters given)
    {
        if (given.Columns is { } columns) return With(New("WideSpecificParameters"), "columns", columns);
        return given.Depth is { } depth ? With(New("ComplexSpecificParameters"), "maxDepth", depth) : null;
    }

    private static object With(object target, string field, object value)
    {
        Set(target, field, value);
        return target;
    }

    private static Type Type(string name) => Engine.GetType(Space + name, throwOnError: true)!;

    private static object New(string name, params object[] arguments) =>
        Activator.CreateInstance(Type(name), Any | BindingFlags.CreateInstance, null, arguments, null)!;

    private static void Set(object target, string field, object? value) => Field(target, field).SetValue(target, value);

    private static object? Get(object target, string field) => Field(target, field).GetValue(target);

    private static FieldInfo Field(object target, string name)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Any) is { } field) return field;
        }

        throw new MissingFieldException(target.GetType().FullName, name);
    }

    private static object? Call(object target, string method, params object[] arguments)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetMethod(method, Any | BindingFlags.DeclaredOnly) is { } found)
            {
                return found.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            }
        }

        throw new MissingMethodException(target.GetType().FullName, method);
    }
}
