using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Wire;

namespace Dcmon.Grains.Clients.Programs;

/// <summary>What a program's token may be.</summary>
public static class ProgramTokenRules
{
    private const int LongestName = 50;
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(5 * 365);

    /// <summary>The terms with the name in the form in which it is stored.</summary>
    /// <exception cref="InvalidRequestException">They are out of range.</exception>
    public static ProgramTokenTerms Check(ProgramTokenTerms terms)
    {
        var problems = new RequestProblems();
        var name = terms.Name.Trim();
        if (name.Length is 0 or > LongestName || !LineText.IsPlain(name))
            problems.Add("name", $"must have 1 to {LongestName} characters, and no control characters.");
        if (terms.Lifetime < TimeSpan.FromSeconds(1) || terms.Lifetime > MaxLifetime)
            problems.Add("lifetimeSeconds", "must be from 1 to 157680000 (5 years).");
        problems.ThrowIfAny();
        return terms with { Name = name };
    }
}
