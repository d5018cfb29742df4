namespace Dcmon.TimeSeries.Verification;

/// <summary>Something that is wrong in a database.</summary>
/// <param name="Where">The place, such as <c>block 17</c>.</param>
/// <param name="What">What is wrong there.</param>
public sealed record Finding(string Where, string What)
{
    /// <summary>A line for a person.</summary>
    public override string ToString() => $"{Where}: {What}";
}
