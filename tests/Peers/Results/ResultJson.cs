using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmon.Peers.Results;

/// <summary>The results for programs.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>
    /// Each system's median under each figure's key, the roll-ups' alone, and under <c>ratios</c> what dcmon's value is
    /// to each other system's: <c>median</c>, <c>min</c> and <c>max</c> over the rounds.
    /// </summary>
    public static string Write(PeersResult result)
    {
        var (json, ratios) = (new JsonObject(), new JsonObject());
        foreach (var figure in Figure.All)
        {
            json[figure.Key] = Each(SystemNames.All, system =>
                result.Systems.Of(figure, system) is { } spread ? Math.Round(spread.Median, figure.Digits) : null);
            ratios[figure.Key] = Each(
                SystemNames.Peers, peer => Ratio(result.Systems.Ratio(figure, SystemNames.Dcmon, peer)));
        }

        json["rollup_90d_ms"] = result.Rollup is { } rollup ? Math.Round(rollup.Question.Median, 3) : null;
        json["ratios"] = ratios;
        return json.ToJsonString(Indented) + "\n";
    }

    private static JsonNode? Ratio(Spread? ratio) => ratio is null ? null : new JsonObject
    {
        ["median"] = Math.Round(ratio.Median, 3),
        ["min"] = Math.Round(ratio.Min, 3),
        ["max"] = Math.Round(ratio.Max, 3),
    };

    /// <summary>A value for each system that has one.</summary>
    private static JsonObject Each(string[] systems, Func<string, JsonNode?> value) => new(
        from system in systems
        let node = value(system)
        where node is not null
        select KeyValuePair.Create(system, node));
}
