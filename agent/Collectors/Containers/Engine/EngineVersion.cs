using System.Globalization;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>What an engine is, as <c>/version</c> reports it.</summary>
/// <param name="Name">Such as <c>Docker 20.10.24</c> or <c>Podman 4.3.1</c>.</param>
/// <param name="Api">The version of the API to use, such as <c>1.41</c>.</param>
internal sealed record EngineVersion(string Name, string Api)
{
    /// <summary>The newest version of the API whose answers this agent knows.</summary>
    private static readonly Version Newest = new(1, 47);

    /// <summary>Reads an answer.</summary>
    /// <exception cref="EngineException">It is no answer of an engine.</exception>
    public static EngineVersion Parse(ReadOnlyMemory<byte> json) => EngineJson.Read(json, "/version", root =>
    {
        var api = Number(root.At("ApiVersion").Text()) ?? throw new EngineException("/version has no ApiVersion: this is no container engine");
        var spoken = api < Newest ? api : Newest;
        if (Number(root.At("MinAPIVersion").Text()) is { } oldest && oldest > spoken) spoken = oldest;
        var isPodman = root.At("Components").Items().Any(each => each.At("Name").Text() == "Podman Engine");
        var name = $"{(isPodman ? "Podman" : "Docker")} {root.At("Version").Text()}".TrimEnd();
        return new EngineVersion(name, spoken.ToString());
    });

    /// <summary>A version of two small numbers; it becomes a part of paths.</summary>
    private static Version? Number(string? text) =>
        text?.Split('.') is [var major, var minor] && byte.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && byte.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? new Version(first, second) : null;
}
