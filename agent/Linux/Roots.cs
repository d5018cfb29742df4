namespace Dcmon.Agent.Linux;

/// <summary>Where the kernel's files are: the real ones, or a copy made for a test.</summary>
/// <param name="Proc">Usually <c>/proc</c>.</param>
/// <param name="Sys">Usually <c>/sys</c>.</param>
/// <param name="Etc">Usually <c>/etc</c>.</param>
internal sealed record Roots(string Proc = "/proc", string Sys = "/sys", string Etc = "/etc")
{
    /// <summary>A path below <c>/proc</c>.</summary>
    public string InProc(string path) => Path.Combine(Proc, path);

    /// <summary>A path below <c>/sys</c>.</summary>
    public string InSys(string path) => Path.Combine(Sys, path);

    /// <summary>A path below <c>/etc</c>.</summary>
    public string InEtc(string path) => Path.Combine(Etc, path);
}
