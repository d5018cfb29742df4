using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dcmon.Agent.Identity;

/// <summary>The file <c>server</c>: where the agent reports to, and as whom.</summary>
/// <param name="Url">The agents' address of the server.</param>
/// <param name="ClientId">The client's id.</param>
internal sealed record ServerFile(Uri Url, string ClientId);

/// <summary>JSON of the identity directory, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ServerFile))]
internal sealed partial class IdentityJson : JsonSerializerContext;
