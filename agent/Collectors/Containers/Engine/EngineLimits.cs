namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>The most bytes that answers may have.</summary>
internal static class EngineLimits
{
    /// <summary>The list of containers: about 1 KiB each.</summary>
    public const int List = 8 * 1024 * 1024;

    /// <summary>One container in full: about 5 KiB and what is in its labels and environment.</summary>
    public const int Details = 1024 * 1024;

    /// <summary>What one container uses: about 2 KiB and 12 bytes a core.</summary>
    public const int Stats = 256 * 1024;

    /// <summary>One event: it has all labels of its container.</summary>
    public const int Event = 64 * 1024;
}
