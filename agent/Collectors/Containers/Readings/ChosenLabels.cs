using System.Text.Json;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>The labels of containers that the settings ask for, and the labels of series that they become.</summary>
/// <param name="keys">Keys such as <c>com.docker.compose.project</c>.</param>
internal sealed class ChosenLabels(IReadOnlyList<string> keys)
{
    private readonly string[] _names = [.. keys.Select(NameOf)];

    /// <summary>What the label of a series is called: <c>label_com_docker_compose_project</c>.</summary>
    public static string NameOf(string key) => "label_" + string.Concat(key.Select(each => char.IsAsciiLetterOrDigit(each) ? each : '_'));

    /// <summary>Those that a container has, by the names that series have them by, in a stable order.</summary>
    /// <param name="labels">An object of texts.</param>
    public IReadOnlyList<Label> Of(JsonElement labels)
    {
        if (_names.Length == 0 || labels.ValueKind != JsonValueKind.Object) return [];
        var found = new List<Label>(_names.Length);
        for (var i = 0; i < _names.Length; i++)
            if (labels.At(keys[i]).Text() is { } value)
                found.Add(new Label(_names[i], value));
        return found;
    }
}
