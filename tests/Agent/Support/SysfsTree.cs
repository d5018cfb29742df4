using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Support;

/// <summary>A copy of the kernel's files in a directory of a test, laid out as on real machines.</summary>
internal sealed class SysfsTree : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly SampleSet _samples = new();

    public SysfsTree() => Roots = new Roots(_root.File("proc"), _root.File("sys"));

    public Roots Roots { get; }

    /// <summary>Where a file is.</summary>
    public string PathOf(string name) => _root.File(name);

    /// <summary>Writes files of one directory, <c>NAME=VALUE</c> each.</summary>
    public void Write(string directory, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            var equals = file.IndexOf('=');
            _root.Write($"{directory}/{file[..equals]}", file[(equals + 1)..] + "\n");
        }
    }

    /// <summary>Makes a link, as sysfs has them everywhere.</summary>
    public void Link(string name, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root.File(name))!);
        Directory.CreateSymbolicLink(_root.File(name), _root.File(target));
    }

    /// <summary>Runs a collector; series in Prometheus' notation with their values.</summary>
    public Dictionary<string, double> Collect(ICollector collector)
    {
        _samples.Clear();
        collector.Collect(_samples);
        return Enumerable.Range(0, _samples.Count).ToDictionary(i => _samples.Series[i].ToString(), i => _samples.Values[i]);
    }

    public void Dispose() => _root.Dispose();
}
