namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// smartctl's exit status, a bit mask. Bits from 4 on are about the drive, and its values show them as well.
/// </summary>
/// <param name="Bits">
/// 1 wrong usage, 2 not opened, 4 a command failed, 8 failing, 16 an attribute below its threshold now, 32 in the past,
/// 64 errors logged, 128 a self-test failed.
/// </param>
internal readonly record struct SmartctlStatus(int Bits)
{
    /// <summary>Asked for with <c>-n standby,3</c>; nothing else sets bits 0 and 1 together.</summary>
    public const int AsleepStatus = 3;

    /// <summary>The drive sleeps and was left alone.</summary>
    public bool Asleep => Bits == AsleepStatus;

    /// <summary>The drive was not reached.</summary>
    public bool Unreached => !Asleep && (Bits & 3) != 0;
}
