namespace Orleans.Runtime;

/// <summary>Stages of an activation; it only ever goes forward.</summary>
internal enum ActivationState
{
    /// <summary>Constructing and loading: calls wait.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Valid,

    /// <summary>Running calls finish, then OnDeactivateAsync; new calls wait for the next activation.</summary>
    Deactivating,

    /// <summary>Takes no calls; the next one makes a new activation.</summary>
    Gone,
}
