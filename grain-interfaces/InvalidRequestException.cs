namespace Dcmon.GrainInterfaces;

/// <summary>A grain refuses a request whose content breaks a rule; nothing was changed.</summary>
[GenerateSerializer, Alias("dcmon.invalid-request")]
public sealed class InvalidRequestException : Exception
{
    /// <summary>Refuses a request.</summary>
    /// <param name="problems">What is wrong and how to mend it, by the name of the field.</param>
    public InvalidRequestException(IReadOnlyDictionary<string, string[]> problems)
        : base(string.Join(" ", problems.Select(each => $"{each.Key}: {string.Join(" ", each.Value)}"))) => Problems = problems;

    /// <summary>What is wrong and how to mend it, by the name of the field.</summary>
    [Id(0)]
    public IReadOnlyDictionary<string, string[]> Problems { get; }
}
