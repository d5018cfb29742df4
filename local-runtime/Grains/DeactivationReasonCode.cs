namespace Orleans;

/// <summary>Kinds of reasons for which an activation ends; Orleans' codes that can occur within one process.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>None given.</summary>
    None = 0,

    /// <summary>The host stops.</summary>
    ShuttingDown = 1,

    /// <summary>Constructing, loading state or OnActivateAsync failed.</summary>
    ActivationFailed = 2,

    /// <summary>It was idle for its collection age.</summary>
    ActivationIdle = 4,

    /// <summary>The grain let an exception escape after which its memory cannot be trusted.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>The runtime decided it.</summary>
    RuntimeRequested = 11,
}
