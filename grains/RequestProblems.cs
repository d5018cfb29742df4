using Dcmon.GrainInterfaces;

namespace Dcmon.Grains;

/// <summary>Collects the problems of a request by field, so that an answer lists all of them.</summary>
internal sealed class RequestProblems
{
    private readonly Dictionary<string, string[]> _byField = [];

    /// <summary>Adds a problem of a field; null: the field has none.</summary>
    public void Add(string field, string? problem)
    {
        if (problem is not null) _byField[field] = [.. _byField.GetValueOrDefault(field, []), problem];
    }

    /// <summary>Refuses the request if there is any.</summary>
    /// <exception cref="InvalidRequestException">There are problems.</exception>
    public void ThrowIfAny()
    {
        if (_byField.Count > 0) throw new InvalidRequestException(_byField);
    }
}
