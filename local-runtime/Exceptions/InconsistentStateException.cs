using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A write carried an etag other than the stored one: somebody else has written. If a grain lets it escape, its
/// activation ends, so that the next call reads afresh.
/// </summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>Without a message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With both etags.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The etag in storage.</summary>
    public string? StoredEtag { get; }

    /// <summary>The etag that the writer expected.</summary>
    public string? CurrentEtag { get; }

    /// <summary>Whether it still has to end the activation that it comes from, and not each one that it passes.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
