using System.Collections.Frozen;
using static Dcmon.Agent.Collectors.Gpu.Xids.XidAction;
using static Dcmon.Wire.Extras.EventSeverity;

namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>
/// What Xids mean and what to do about them, after NVIDIA's catalogue of Xids for Ampere and newer
/// (<c>docs.nvidia.com/deploy/xid-errors</c>), in words of our own.
/// </summary>
internal static class XidTable
{
    private static readonly FrozenDictionary<int, XidMeaning> Known = Rows().ToFrozenDictionary(row => row.Xid, row => row.Meaning);

    /// <summary>The meaning of an Xid; one that is not in the catalogue has a row of its own.</summary>
    public static XidMeaning Find(int xid) =>
        Known.GetValueOrDefault(xid) ?? new XidMeaning("not in NVIDIA's catalogue", ContactSupport, Warning);

    private static IEnumerable<(int Xid, XidMeaning Meaning)> Rows()
    {
        (int[] Xids, XidMeaning Meaning)[] table =
        [
            ([8], new("the GPU stopped processing", RestartApp, Warning)),
            ([13], new("graphics engine exception, usually the program's fault", RestartApp, Warning)),
            ([14, 106, 107], new("an error raised for a test", Ignore, Info)),
            ([31], new("memory page fault, usually the program's fault", RestartApp, Warning)),
            ([32], new("invalid or corrupted push buffer", RestartApp, Warning)),
            ([37, 38], new("error in the driver's firmware", Ignore, Warning)),
            ([39, 40, 41, 70, 71, 72, 75, 76, 77, 85, .. Span(126, 135)], new("copy engine exception", RestartApp, Warning)),
            ([43], new("a program was stopped by the driver, usually its own fault", Ignore, Info)),
            ([44], new("fault while switching programs", Ignore, Warning)),
            ([45], new("a program's channels were cleaned up, after another error or because it was killed", SeeOthers, Info)),
            ([46], new("the GPU stopped processing", ResetGpu, Error)),
            ([48], new("memory error that could not be corrected (double bit ECC)", ResetGpu, Critical)),
            ([54], new("auxiliary power is not connected", CheckMechanics, Critical)),
            ([60], new("video processor exception", RestartApp, Warning)),
            ([62], new("the GPU's own processor (PMU) halted", ResetGpu, Error)),
            ([63], new("a memory row was remapped, or a page retired", Ignore, Warning)),
            ([64], new("a memory row could not be remapped, or a page not retired", ResetGpu, Critical)),
            ([66, 67], new("illegal access by the driver", Ignore, Warning)),
            ([68, .. Span(82, 84), 86, 88, 89, .. Span(96, 105)], new("video, JPEG or optical flow engine exception", RestartApp, Warning)),
            ([69], new("graphics engine class error", RestartApp, Warning)),
            ([74], new("NVLink error", ResetGpu, Error)),
            ([78], new("a virtual GPU could not be started", UpdateSoftware, Error)),
            ([79], new("the GPU has fallen off the bus", RestartMachine, Critical)),
            ([80], new("corrupted data sent to the GPU", RestartApp, Error)),
            ([92], new("many corrected memory errors", ContactSupport, Warning)),
            ([93], new("the card's own log (InfoROM) is written too often", Ignore, Warning)),
            ([94], new("memory error that could not be corrected, contained to a program", ResetGpuLater, Error)),
            ([95], new("memory error that could neither be corrected nor contained", ResetGpu, Critical)),
            ([109], new("time ran out while switching programs", ResetGpu, Error)),
            ([110], new("security fault", PowerCycle, Critical)),
            ([119], new("the GPU's system processor (GSP) does not answer", ResetGpu, Critical)),
            ([120], new("error of the GPU's system processor (GSP)", ResetGpu, Critical)),
            ([121], new("corrected error of the link between CPU and GPU", ResetGpuLater, Warning)),
            ([136], new("an NVLink could not be trained", ResetGpu, Error)),
            ([137], new("NVLink access without the right to it", Ignore, Warning)),
            ([140], new("memory error that could not be recovered from", ResetGpu, Critical)),
            ([143], new("the GPU could not be initialised", ResetGpu, Critical)),
            ([.. Span(144, 150)], new("NVLink error; Xid 154 says what to do", SeeOthers, Error)),
            ([151], new("key rotation failed", RestartVm, Error)),
            ([154], new("the driver changed the recovery action that it requests", SeeText, Info)),
            ([155], new("NVLink software error", ResetGpu, Error)),
            ([156], new("a part of the GPU was taken out of use", ResetGpu, Warning)),
            ([157], new("a part of the GPU could not be taken out of use", ContactSupport, Error)),
            ([158], new("fatal timeout in the GPU", ResetGpu, Critical)),
            ([160, 161], new("a memory channel was taken out of use", Ignore, Warning)),
            ([167], new("fatal PCIe timeout", ContactSupport, Critical)),
            ([171], new("more on a memory error (Xid 48): DRAM", SeeOthers, Error)),
            ([172], new("more on a memory error (Xid 48): SRAM", SeeOthers, Error)),
        ];
        return from row in table from xid in row.Xids select (xid, row.Meaning);
    }

    private static IEnumerable<int> Span(int first, int last) => Enumerable.Range(first, last - first + 1);
}
