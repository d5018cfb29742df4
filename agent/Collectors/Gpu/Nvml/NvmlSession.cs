namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>
/// NVML, loaded and initialised once for all who use it. It is never shut down: while it is open the driver's devices
/// are, too, and the driver cannot be unloaded before the agent is stopped. Safe for concurrent use.
/// </summary>
/// <param name="path">Where the library is; empty: in the usual places.</param>
internal sealed class NvmlSession(string path)
{
    /// <summary>
    /// How long to wait for NVML's initialization, in which a broken driver may hang; after that the driver counts as present.
    /// </summary>
    private static readonly TimeSpan LongestInit = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private NvmlLibrary? _library;
    private Task<NvmlCode>? _init;

    /// <summary>Why NVML cannot be used, or null.</summary>
    public string? WhyAbsent()
    {
        var init = Begin();
        if (init is null) return "there is no libnvidia-ml.so.1; it comes with NVIDIA's driver";
        return init.Wait(LongestInit) && init.Result.IsAbsence() ? init.Result.Text() : null;
    }

    /// <summary>The library, ready for calls. Waits as long as the driver does.</summary>
    /// <exception cref="NvmlException">It does not answer.</exception>
    public NvmlLibrary Open()
    {
        var init = Begin() ?? throw new NvmlException("libnvidia-ml.so.1", NvmlCode.LibraryNotFound);
        var code = init.GetAwaiter().GetResult();
        return code == NvmlCode.Ok ? _library! : throw new NvmlException("nvmlInit", code);
    }

    /// <summary>The library reports that it is not initialised: do so at the next <see cref="Open"/>.</summary>
    public void Reopen()
    {
        lock (_lock) _init = null;
    }

    /// <summary>Initialises, unless that is done or under way. One that failed is tried again.</summary>
    private Task<NvmlCode>? Begin()
    {
        lock (_lock)
        {
            if (_init is null or { IsCompleted: true, Result: not NvmlCode.Ok })
                _init = (_library ??= NvmlLibrary.TryLoad(path)) is { } library ? Task.Run(() => library.Init.Call()) : null;
            return _init;
        }
    }
}
