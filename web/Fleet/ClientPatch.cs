using System.Text.Json;
using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Web.Fleet;

/// <summary>What of a machine shall be different.</summary>
/// <param name="Tags">Its tags from now on, at most 20 of 1 to 50 characters each; left out or null: as they are.</param>
/// <param name="Group">Its group from now on, 1 to 80 characters; null: none; left out: as it is.</param>
public sealed record ClientPatch(IReadOnlyList<string?>? Tags, JsonElement Group)
{
    /// <summary>Reads it; what is wrong, by key.</summary>
    internal Dictionary<string, string[]> Read(out ClientChange change)
    {
        var problems = new Dictionary<string, string[]>();
        var meant = Group.ValueKind != JsonValueKind.Undefined;
        if (meant && Group.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) problems["group"] = ["must be a text, or null for none."];
        if (Tags is null && !meant) problems["tags"] = ["or group must be given."];
        change = new ClientChange(Tags?.Select(tag => tag ?? "").ToArray(), meant, meant && problems.Count == 0 ? Group.GetString() : null);
        return problems;
    }
}
