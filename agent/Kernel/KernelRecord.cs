using System.Globalization;

namespace Dcmon.Agent.Kernel;

/// <summary>One record of <c>/dev/kmsg</c>. Its text is untrusted: programs may write there.</summary>
internal readonly ref struct KernelRecord(int priority, int facility, long sequence, TimeSpan uptime, ReadOnlySpan<char> text)
{
    private const long LongestUptime = 10_000_000_000_000_000; // 300 years, so that it can be added to a date.

    /// <summary>0 (the worst) to 7, as in syslog.</summary>
    public int Priority { get; } = priority;

    /// <summary>0 for the kernel itself.</summary>
    public int Facility { get; } = facility;

    /// <summary>Number of the record since the machine started; none is used twice.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>When, since the machine started; time asleep does not count.</summary>
    public TimeSpan Uptime { get; } = uptime;

    /// <summary>Its text, without the lines of properties that follow.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    /// <summary>
    /// Reads <c>PRIORITY,SEQUENCE,MICROSECONDS,FLAGS[,…];TEXT</c>, as the kernel's
    /// <c>Documentation/ABI/testing/dev-kmsg</c> has it. The priority is facility x 8 + level; lines after the first
    /// are properties.
    /// </summary>
    /// <returns>False for text of another form.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out KernelRecord record)
    {
        record = default;
        var head = text.IndexOf(';');
        if (head < 0) return false;
        var fields = text[..head];
        if (!TakeNumber(ref fields, out var priority) || !TakeNumber(ref fields, out var sequence)
            || !TakeNumber(ref fields, out var micros))
            return false;
        if (micros > LongestUptime) return false;
        var body = text[(head + 1)..];
        if (body.IndexOf('\n') is >= 0 and var end) body = body[..end];
        record = new KernelRecord(
            (int)(priority & 7), (int)(priority >> 3 & 0xfff), sequence, new TimeSpan(micros * TimeSpan.TicksPerMicrosecond), body);
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> fields, out long number)
    {
        var comma = fields.IndexOf(',');
        var field = comma < 0 ? fields : fields[..comma];
        fields = comma < 0 ? default : fields[(comma + 1)..];
        return long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
