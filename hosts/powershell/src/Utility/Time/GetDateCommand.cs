using System;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Date: now, or a given time with some parts replaced, as an object or as formatted text.</summary>
[Cmdlet(VerbsCommon.Get, "Date", DefaultParameterSetName = "DateAndFormat")]
[OutputType(typeof(string), typeof(DateTime))]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>The time to start from.</summary>
    [Parameter(Position = 0, ParameterSetName = "DateAndFormat", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "DateAndUFormat", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime Date { get; set; }

    /// <summary>The time to start from, in seconds since 1970 (UTC).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "UnixTimeSecondsAndFormat", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "UnixTimeSecondsAndUFormat", ValueFromPipelineByPropertyName = true)]
    [Alias("UnixTime")]
    public long UnixTimeSeconds { get; set; }

    /// <summary>The year to show.</summary>
    [Parameter]
    [ValidateRange(1, 9999)]
    public int Year { get; set; }

    /// <summary>The month to show.</summary>
    [Parameter]
    [ValidateRange(1, 12)]
    public int Month { get; set; }

    /// <summary>The day of the month to show.</summary>
    [Parameter]
    [ValidateRange(1, 31)]
    public int Day { get; set; }

    /// <summary>The hour to show.</summary>
    [Parameter]
    [ValidateRange(0, 23)]
    public int Hour { get; set; }

    /// <summary>The minute to show.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int Minute { get; set; }

    /// <summary>The second to show.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int Second { get; set; }

    /// <summary>The millisecond to show.</summary>
    [Parameter]
    [ValidateRange(0, 999)]
    public int Millisecond { get; set; }

    /// <summary>Which part is shown when the object reaches the screen.</summary>
    [Parameter]
    public DisplayHintType DisplayHint { get; set; } = DisplayHintType.DateTime;

    /// <summary>Text in the format of the Unix date command.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "DateAndUFormat")]
    [Parameter(Mandatory = true, ParameterSetName = "UnixTimeSecondsAndUFormat")]
    public string? UFormat { get; set; }

    /// <summary>Text in a format of .NET, or FileDate, FileDateUniversal, FileDateTime, FileDateTimeUniversal.</summary>
    [Parameter(ParameterSetName = "DateAndFormat")]
    [Parameter(ParameterSetName = "UnixTimeSecondsAndFormat")]
    [ArgumentCompletions("FileDate", "FileDateUniversal", "FileDateTime", "FileDateTimeUniversal")]
    public string? Format { get; set; }

    /// <summary>Converts to UTC.</summary>
    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var time = Replaced(Start());
        if (AsUTC) time = time.ToUniversalTime();
        if (UFormat is not null) WriteObject(UnixDateFormat.Write(time, UFormat));
        else if (Format is not null) WriteObject(Text(time, Format));
        else WriteObject(Shown(time));
    }

    private DateTime Start()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(UnixTimeSeconds))) return DateTimeOffset.FromUnixTimeSeconds(UnixTimeSeconds).LocalDateTime;
        return MyInvocation.BoundParameters.ContainsKey(nameof(Date)) ? Date : DateTime.Now;
    }

    private DateTime Replaced(DateTime time)
    {
        // The year first: it decides whether 29 February exists; then the month, then the day.
        time = Given(nameof(Year)) ? time.AddYears(Year - time.Year) : time;
        time = Given(nameof(Month)) ? time.AddMonths(Month - time.Month) : time;
        time = Given(nameof(Day)) ? time.AddDays(Day - time.Day) : time;
        time = Given(nameof(Hour)) ? time.AddHours(Hour - time.Hour) : time;
        time = Given(nameof(Minute)) ? time.AddMinutes(Minute - time.Minute) : time;
        time = Given(nameof(Second)) ? time.AddSeconds(Second - time.Second) : time;
        if (!Given(nameof(Millisecond))) return time;
        var whole = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
        return whole.AddMilliseconds(Millisecond);
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private static string Text(DateTime time, string format) => format.ToLowerInvariant() switch
    {
        "filedate" => time.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        "filedateuniversal" => time.ToUniversalTime().ToString("yyyyMMddZ", CultureInfo.InvariantCulture),
        "filedatetime" => time.ToString("yyyyMMddTHHmmssffff", CultureInfo.InvariantCulture),
        "filedatetimeuniversal" => time.ToUniversalTime().ToString("yyyyMMddTHHmmssffffZ", CultureInfo.InvariantCulture),
        _ => time.ToString(format, CultureInfo.CurrentCulture),
    };

    private PSObject Shown(DateTime time)
    {
        var shown = new PSObject(time);
        shown.Properties.Add(new PSNoteProperty("DisplayHint", DisplayHint));
        return shown;
    }
}
