namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>What NVIDIA recommends to do about an Xid at first.</summary>
internal enum XidAction
{
    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>Start the program again; the card is well.</summary>
    RestartApp,

    /// <summary>Reset the GPU.</summary>
    ResetGpu,

    /// <summary>Let the programs end, then reset the GPU.</summary>
    ResetGpuLater,

    /// <summary>Restart the machine; where that does not help, or it comes back, it is for support.</summary>
    RestartMachine,

    /// <summary>Switch the machine off and on.</summary>
    PowerCycle,

    /// <summary>Restart the virtual machine.</summary>
    RestartVm,

    /// <summary>Check power cables, risers and the seat of the card or the link's bridge.</summary>
    CheckMechanics,

    /// <summary>Update driver or firmware.</summary>
    UpdateSoftware,

    /// <summary>Look at other Xids of the same moment: they say what it was.</summary>
    SeeOthers,

    /// <summary>The line in the kernel's log says it.</summary>
    SeeText,

    /// <summary>Ask the vendor.</summary>
    ContactSupport,
}

/// <summary>Texts of <see cref="XidAction"/>.</summary>
internal static class XidActions
{
    /// <summary>The name for programs, such as <c>reset_gpu</c>.</summary>
    public static string Name(this XidAction action) => action switch
    {
        XidAction.Ignore => "ignore",
        XidAction.RestartApp => "restart_app",
        XidAction.ResetGpu => "reset_gpu",
        XidAction.ResetGpuLater => "reset_gpu_later",
        XidAction.RestartMachine => "restart_machine",
        XidAction.PowerCycle => "power_cycle",
        XidAction.RestartVm => "restart_vm",
        XidAction.CheckMechanics => "check_mechanics",
        XidAction.UpdateSoftware => "update_software",
        XidAction.SeeOthers => "see_others",
        XidAction.SeeText => "see_text",
        _ => "contact_support",
    };

    /// <summary>What to do, for people.</summary>
    public static string Text(this XidAction action) => action switch
    {
        XidAction.Ignore => "nothing to do",
        XidAction.RestartApp => "start the program again",
        XidAction.ResetGpu => "reset the GPU",
        XidAction.ResetGpuLater => "reset the GPU when its programs have ended",
        XidAction.RestartMachine => "restart the machine; if it comes back, ask support",
        XidAction.PowerCycle => "switch the machine off and on",
        XidAction.RestartVm => "restart the virtual machine",
        XidAction.CheckMechanics => "check cables, risers and the seat of the card",
        XidAction.UpdateSoftware => "update driver and firmware",
        XidAction.SeeOthers => "other errors of the same moment say what it was",
        XidAction.SeeText => "do what the driver's line says",
        _ => "ask support",
    };
}
