using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Grains.Clients;

namespace Dcmon.Grains.Enrollment;

/// <summary>What an enrolment token may allow.</summary>
public static class TokenRules
{
    private const int MaxUses = 10_000;
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(30);

    /// <summary>The terms with their tags and group in the form in which they are stored.</summary>
    /// <exception cref="InvalidRequestException">They are out of range.</exception>
    public static TokenTerms Check(TokenTerms terms)
    {
        var problems = new RequestProblems();
        if (terms.Lifetime < TimeSpan.FromSeconds(1) || terms.Lifetime > MaxLifetime)
            problems.Add("lifetimeSeconds", "must be from 1 to 2592000 (30 days).");
        if (terms.Uses is < 1 or > MaxUses) problems.Add("uses", "must be from 1 to 10000.");
        problems.Add("tags", TagRules.ReadTags(terms.Tags, out var tags));
        problems.Add("group", TagRules.ReadGroup(terms.Group, out var group));
        problems.ThrowIfAny();
        return terms with { Tags = tags, Group = group };
    }
}
