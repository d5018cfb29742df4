using System.Text;
using Dcmon.Wire.Metrics;

namespace Dcmon.Queries.Selection;

/// <summary>
/// A condition on one label of a series, on its metric's name (<see cref="LabelNames.Metric"/>) or on the client whose
/// it is (<see cref="LabelNames.Client"/>). A label that a series lacks counts as empty, as in Prometheus. Several
/// threads may use it.
/// </summary>
public sealed class LabelMatcher
{
    private readonly ValuePattern? _pattern;

    /// <summary>Asks that a label has exactly this value.</summary>
    public LabelMatcher(string name, string value)
        : this(name, MatchKind.Equal, value)
    {
    }

    /// <summary>Makes a matcher; a regular expression is compiled here, once.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="kind">How it compares.</param>
    /// <param name="value">The text or regular expression.</param>
    /// <param name="budget">What regular expressions may take, those of other matchers included; null: one of its own.</param>
    /// <exception cref="SelectorException">The regular expression is not one, or not one that is taken.</exception>
    public LabelMatcher(string name, MatchKind kind, string value, MatchBudget? budget = null)
    {
        (Name, Kind, Value) = (name, kind, value);
        if (kind is MatchKind.Fits or MatchKind.FitsNot)
            _pattern = new ValuePattern(value, budget ?? new MatchBudget(CancellationToken.None));
    }

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>How it compares.</summary>
    public MatchKind Kind { get; }

    /// <summary>The text or regular expression to compare with.</summary>
    public string Value { get; }

    /// <summary>Whether a value of the label satisfies this matcher.</summary>
    /// <param name="value">The label's value; empty where there is none.</param>
    /// <exception cref="SelectorException">Regular expressions have taken more than their budget.</exception>
    public bool Accepts(string value) => Kind switch
    {
        MatchKind.Equal => value == Value,
        MatchKind.NotEqual => value != Value,
        MatchKind.Fits => _pattern!.Fits(value),
        _ => !_pattern!.Fits(value),
    };

    /// <summary>Whether the series satisfies it; not for a matcher on the client, which a series does not know.</summary>
    public bool Matches(Series series) =>
        Accepts(Name == LabelNames.Metric ? series.Metric : series[Name] ?? "");

    /// <summary>The matcher in Prometheus' notation: <c>gpu=~"0|1"</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name).Append(Kind switch
        {
            MatchKind.Equal => "=",
            MatchKind.NotEqual => "!=",
            MatchKind.Fits => "=~",
            _ => "!~",
        });
        return QuotedText.Write(text, Value).ToString();
    }
}
