using System.Globalization;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>
/// A question to a BMC. These are all that there are, and none of them changes anything: whoever asks for somebody else
/// takes a question by its text, never a command.
/// </summary>
internal sealed class BmcQuestion
{
    /// <summary>The most entries of the event log to read at once: a slow BMC needs half a minute for these.</summary>
    public const int MostEvents = 512;

    /// <summary>What the questions without arguments are found by.</summary>
    private static readonly Dictionary<string, BmcQuestion> Plain = [];

    private BmcQuestion(string text, IReadOnlyList<string> arguments, string? input = null) =>
        (Text, Arguments, Input) = (text, arguments, input);

    /// <summary>What the BMC is.</summary>
    public static BmcQuestion Controller { get; } = Add("controller", "mc", "info");

    /// <summary>The machine's parts (FRUs).</summary>
    public static BmcQuestion Parts { get; } = Add("parts", "fru", "print");

    /// <summary>The sensors with their thresholds.</summary>
    public static BmcQuestion Thresholds { get; } = Add("thresholds", "-v", "sensor", "list");

    /// <summary>Has a list of the BMC's sensors of today at hand for the questions that follow; prints nothing.</summary>
    public static BmcQuestion Repository { get; } = Add("repository", "sdr", "dump");

    /// <summary>Power supplies, by ipmicfg.</summary>
    public static BmcQuestion PowerSupplies { get; } = Add("power-supplies", "-pminfo");

    /// <summary>The question in a line of words.</summary>
    public string Text { get; }

    /// <summary>The command for the tool.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>What the tool reads from stdin; nothing.</summary>
    public string? Input { get; }

    /// <summary>Several commands in one session.</summary>
    public static BmcQuestion Batch(IReadOnlyList<BatchCommand> commands) =>
        new($"batch {string.Join(' ', commands.Select(each => each.Name))}", ["exec", "/dev/stdin"], BmcBatch.Script(commands));

    /// <summary>The last entries of the event log.</summary>
    /// <param name="count">How many, 1 to <see cref="MostEvents"/>.</param>
    public static BmcQuestion LastEvents(int count) => count is >= 1 and <= MostEvents
        ? new($"events {count}", ["sel", "elist", "last", $"{count}"])
        : throw new ArgumentOutOfRangeException(nameof(count));

    /// <summary>The question with a text; null where there is none.</summary>
    public static BmcQuestion? TryParse(string text)
    {
        var question = text.Split(' ') switch
        {
            ["batch", .. var names] => TryBatch(names),
            ["events", var count] => int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= MostEvents ? LastEvents(number) : null,
            _ => Plain.GetValueOrDefault(text),
        };
        // No second spelling of any of them.
        return question?.Text == text ? question : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static BmcQuestion? TryBatch(string[] names)
    {
        BatchCommand[] commands = [.. BatchCommand.All.IntersectBy(names, each => each.Name)];
        return commands.Length == names.Length ? Batch([.. commands.OrderBy(each => Array.IndexOf(names, each.Name))]) : null;
    }

    private static BmcQuestion Add(string text, params string[] arguments) => Plain[text] = new(text, arguments);
}
