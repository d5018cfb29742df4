using System.Text.Json;
using System.Text.Json.Serialization;
using Dcmon.Wire.Enrollment;
using Dcmon.Wire.Reports;

namespace Dcmon.Wire;

/// <summary>JSON of the agents' protocol, without reflection: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MachineFacts))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(EnrollRequest))]
[JsonSerializable(typeof(EnrollAnswer))]
[JsonSerializable(typeof(RenewRequest))]
[JsonSerializable(typeof(RenewAnswer))]
public sealed partial class WireJson : JsonSerializerContext;
