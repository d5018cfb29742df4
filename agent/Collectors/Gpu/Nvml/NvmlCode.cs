namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>
/// What a function of NVML returns (<c>nvmlReturn_t</c>). Codes that dcmon does not treat apart are not named.
/// </summary>
internal enum NvmlCode
{
    /// <summary>The answer is there.</summary>
    Ok = 0,

    /// <summary>The library was not initialised, or has been shut down.</summary>
    Uninitialized = 1,

    /// <summary>An argument is out of range, for example the number of a link that the card does not have.</summary>
    InvalidArgument = 2,

    /// <summary>This card does not have it.</summary>
    NotSupported = 3,

    /// <summary>This user has no permission.</summary>
    NoPermission = 4,

    /// <summary>There is no such thing, for example no part of a card under that index.</summary>
    NotFound = 6,

    /// <summary>The buffer is too small; the size that it needs is returned.</summary>
    InsufficientSize = 7,

    /// <summary>The kernel's driver is not loaded.</summary>
    DriverNotLoaded = 9,

    /// <summary>Nothing came in the time given.</summary>
    Timeout = 10,

    /// <summary>A library that NVML itself needs is missing.</summary>
    LibraryNotFound = 12,

    /// <summary>
    /// This version of the library does not have the function. Also what dcmon answers for one that is not exported.
    /// </summary>
    FunctionNotFound = 13,

    /// <summary>The card has fallen off the bus.</summary>
    GpuLost = 15,

    /// <summary>The card answers nothing until it is reset.</summary>
    ResetRequired = 16,

    /// <summary>The kernel's driver and the library are of different versions, as after an update.</summary>
    VersionMismatch = 18,

    /// <summary>This version of the library does not know this version of the structure.</summary>
    StructVersionMismatch = 25,

    /// <summary>The function has been withdrawn.</summary>
    Deprecated = 26,

    /// <summary>There is no card that the driver can use.</summary>
    NoGpus = 28,

    /// <summary>An error inside the driver.</summary>
    Unknown = 999,
}

/// <summary>How codes are treated.</summary>
internal static class NvmlCodes
{
    /// <summary>
    /// True where a retry soon is of no use: this card or this library does not have it. What dcmon asks for is
    /// fixed, so that an argument which is refused is a sensor, field or counter that is not known there.
    /// </summary>
    public static bool IsLasting(this NvmlCode code) => code
        is NvmlCode.InvalidArgument or NvmlCode.NotSupported or NvmlCode.FunctionNotFound or NvmlCode.StructVersionMismatch
            or NvmlCode.Deprecated;

    /// <summary>True where the card answers nothing any more.</summary>
    public static bool IsLost(this NvmlCode code) => code is NvmlCode.GpuLost or NvmlCode.ResetRequired;

    /// <summary>
    /// True where this machine has no NVIDIA GPUs to use, so that there is nothing to complain about.
    /// </summary>
    public static bool IsAbsence(this NvmlCode code) => code is NvmlCode.DriverNotLoaded or NvmlCode.LibraryNotFound or NvmlCode.NoGpus;

    /// <summary>The meaning of the code, for people.</summary>
    public static string Text(this NvmlCode code) => code switch
    {
        NvmlCode.NoPermission => "this user has no permission (4)",
        NvmlCode.DriverNotLoaded => "the NVIDIA driver is not loaded (9)",
        NvmlCode.LibraryNotFound => "a library that NVML needs is missing (12)",
        NvmlCode.GpuLost => "the GPU has fallen off the bus (15)",
        NvmlCode.ResetRequired => "the GPU needs a reset (16)",
        NvmlCode.VersionMismatch =>
            "the NVIDIA driver in the kernel and its library are of different versions (18); restart the machine or load the driver anew",
        NvmlCode.NoGpus => "there is no GPU that the driver can use (28)",
        NvmlCode.Unknown => "an error inside the driver (999)",
        _ => $"code {(int)code}",
    };
}
