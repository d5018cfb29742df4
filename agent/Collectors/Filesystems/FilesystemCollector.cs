using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Filesystems;

/// <summary>
/// Space and inodes of real filesystems: which, from <c>/proc/self/mountinfo</c>; how full, from statvfs.
/// </summary>
internal sealed class FilesystemCollector(Roots roots, IReadOnlyList<string> alsoTypes, NameFilter mountPoints) : ICollector
{
    private readonly TextFile _mountInfo = new(roots.InProc("self/mountinfo"));
    private readonly TextFile _filesystems = new(roots.InProc("filesystems"));

    private string _parsed = "";
    private Filesystem[] _selected = [];

    /// <inheritdoc/>
    public string Name => "filesystems";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        var text = _mountInfo.Read();
        if (!text.SequenceEqual(_parsed)) Select(text);
        foreach (var filesystem in _selected)
            filesystem.Add(samples);
    }

    private void Select(ReadOnlySpan<char> text)
    {
        // A new mount may have loaded a new kind of filesystem, so that list is read again as well.
        var selection = new MountSelection(_filesystems.Read(), alsoTypes, mountPoints);
        _selected = [.. selection.Select(Mount.ParseAll(text)).Select(mount => new Filesystem(mount))];
        _parsed = text.ToString();
    }

    private sealed class Filesystem(Mount mount)
    {
        private readonly Series _size = Of("filesystem_size_bytes", mount);
        private readonly Series _free = Of("filesystem_free_bytes", mount);
        private readonly Series _available = Of("filesystem_available_bytes", mount);
        private readonly Series _inodes = Of("filesystem_inodes", mount);
        private readonly Series _freeInodes = Of("filesystem_free_inodes", mount);
        private readonly Series _readOnly = Of("filesystem_readonly", mount);
        private readonly Series _error = Of("filesystem_error", mount);

        public void Add(SampleSet samples)
        {
            var failed = StatVfs.TryRead(mount.MountPoint, out var stat) ? 0 : 1;
            samples.Add(_error, failed);
            if (failed == 1) return;
            samples.Add(_size, stat.Blocks * (double)stat.BlockSize);
            samples.Add(_free, stat.FreeBlocks * (double)stat.BlockSize);
            samples.Add(_available, stat.AvailableBlocks * (double)stat.BlockSize);
            samples.Add(_readOnly, mount.IsReadOnly ? 1 : 0);
            // Filesystems that make inodes as they need them, such as btrfs, say 0.
            if (stat.Inodes == 0) return;
            samples.Add(_inodes, stat.Inodes);
            samples.Add(_freeInodes, stat.FreeInodes);
        }

        private static Series Of(string metric, Mount mount) => MetricCatalog.Series(
            metric, new("mountpoint", mount.MountPoint), new("fstype", mount.Type), new("device", mount.Source));
    }
}
