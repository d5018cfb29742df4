using System.Text.Json.Serialization;

namespace Dcmon.Wire.Extras;

/// <summary>How bad an event is. The numbers are on the wire and on disk: never renumber.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventSeverity>))]
public enum EventSeverity : byte
{
    /// <summary>Good to know.</summary>
    [JsonStringEnumMemberName("info")] Info = 0,

    /// <summary>Nothing is lost, but look at it.</summary>
    [JsonStringEnumMemberName("warning")] Warning = 1,

    /// <summary>Something does not work.</summary>
    [JsonStringEnumMemberName("error")] Error = 2,

    /// <summary>The machine, or what it computes, is at risk now.</summary>
    [JsonStringEnumMemberName("critical")] Critical = 3,
}
