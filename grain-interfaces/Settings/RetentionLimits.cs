namespace Dcmon.GrainInterfaces.Settings;

/// <summary>How long the series store keeps what, and how much it may hold.</summary>
/// <param name="Raw">How long samples are kept as they came.</param>
/// <param name="FiveMinutes">How long roll-ups of 5 minutes are kept.</param>
/// <param name="OneHour">How long roll-ups of an hour are kept.</param>
/// <param name="Events">How long events are kept.</param>
/// <param name="Processes">How long process tables are kept.</param>
/// <param name="MaxMegabytes">Megabytes that the series may take; 0: no limit.</param>
/// <param name="MinFreeMegabytes">Megabytes that the disk must have left for reports to be taken.</param>
[GenerateSerializer, Immutable, Alias("dcmon.retention-limits")]
public sealed record RetentionLimits(
    [property: Id(0)] TimeSpan Raw,
    [property: Id(1)] TimeSpan FiveMinutes,
    [property: Id(2)] TimeSpan OneHour,
    [property: Id(3)] TimeSpan Events,
    [property: Id(4)] TimeSpan Processes,
    [property: Id(5)] int MaxMegabytes,
    [property: Id(6)] int MinFreeMegabytes);

/// <summary>What an admin decided of <see cref="RetentionLimits"/>; null: as the silo's settings file has it.</summary>
/// <param name="Raw">See there.</param>
/// <param name="FiveMinutes">See there.</param>
/// <param name="OneHour">See there.</param>
/// <param name="Events">See there.</param>
/// <param name="Processes">See there.</param>
/// <param name="MaxMegabytes">See there.</param>
/// <param name="MinFreeMegabytes">See there.</param>
[GenerateSerializer, Immutable, Alias("dcmon.retention-choice")]
public sealed record RetentionChoice(
    [property: Id(0)] TimeSpan? Raw = null,
    [property: Id(1)] TimeSpan? FiveMinutes = null,
    [property: Id(2)] TimeSpan? OneHour = null,
    [property: Id(3)] TimeSpan? Events = null,
    [property: Id(4)] TimeSpan? Processes = null,
    [property: Id(5)] int? MaxMegabytes = null,
    [property: Id(6)] int? MinFreeMegabytes = null)
{
    /// <summary>What is in force where a silo's settings file says <paramref name="configured"/>.</summary>
    public RetentionLimits Over(RetentionLimits configured) => new(
        Raw ?? configured.Raw,
        FiveMinutes ?? configured.FiveMinutes,
        OneHour ?? configured.OneHour,
        Events ?? configured.Events,
        Processes ?? configured.Processes,
        MaxMegabytes ?? configured.MaxMegabytes,
        MinFreeMegabytes ?? configured.MinFreeMegabytes);
}

/// <summary>What is kept, and who decided it.</summary>
/// <param name="Configured">What the settings file says.</param>
/// <param name="Chosen">What an admin decided.</param>
[GenerateSerializer, Immutable, Alias("dcmon.retention-settings")]
public sealed record RetentionDecision([property: Id(0)] RetentionLimits Configured, [property: Id(1)] RetentionChoice Chosen);
