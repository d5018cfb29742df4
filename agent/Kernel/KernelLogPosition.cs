using System.Globalization;

namespace Dcmon.Agent.Kernel;

/// <summary>Where a record stands in the kernel's log.</summary>
/// <param name="Cursor">How far the log was read.</param>
/// <param name="BootId">The id of the machine's start.</param>
/// <param name="Sequence">The record's number.</param>
internal sealed record KernelLogPosition(KernelCursor Cursor, string BootId, long Sequence)
{
    /// <summary>Distinguishes the record from all others of this machine.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{BootId}:{Sequence}");

    /// <summary>The record matters: until <see cref="Done"/> a restart of the agent reads it again.</summary>
    public void Hold() => Cursor.Hold(Sequence);

    /// <summary>The record's event is stored.</summary>
    public void Done() => Cursor.Done(Sequence);
}
