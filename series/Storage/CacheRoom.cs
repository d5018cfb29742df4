namespace Dcmon.TimeSeries.Storage;

/// <summary>How much memory caches may take: more where there is more, as a larger fleet is watched from a larger machine.</summary>
internal static class CacheRoom
{
    private const long MiB = 1024 * 1024;

    /// <summary>Bytes of one of the two generations of <see cref="BlockCache"/>: from 6 to 32 MiB.</summary>
    public static long Blocks => Share(512, 6 * MiB, 32 * MiB);

    /// <summary>Bytes of <see cref="LogCache"/>, which drops what is not used: from 64 to 256 MiB.</summary>
    public static long Log => Share(128, 64 * MiB, 256 * MiB);

    /// <summary>A part of the memory that the process may use; a container's limit counts.</summary>
    private static long Share(int part, long least, long most) =>
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / part, least, most);
}
