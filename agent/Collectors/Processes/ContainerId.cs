using System.Text;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Finds out from <c>/proc/PID/cgroup</c> which container a process is in.</summary>
internal static class ContainerId
{
    private const int Length = 64;

    /// <summary>
    /// The id that engines give containers, 64 hexadecimal digits, as in <c>0::/system.slice/docker-ID.scope</c>,
    /// <c>4:memory:/docker/ID</c> and <c>/kubepods/…/cri-containerd-ID.scope</c>; null where there is none. Within
    /// containers in containers it is the outermost one's.
    /// </summary>
    public static string? Parse(ReadOnlySpan<byte> cgroup)
    {
        var run = 0;
        for (var i = 0; i <= cgroup.Length; i++)
        {
            if (i < cgroup.Length && cgroup[i] is >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'f') run++;
            else if (run == Length) return Encoding.ASCII.GetString(cgroup.Slice(i - Length, Length));
            else run = 0;
        }

        return null;
    }
}
