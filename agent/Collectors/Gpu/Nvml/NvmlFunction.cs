using System.Text;

namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>
/// One function of NVML, called through its address in the shapes that NVML's functions have. One that this version of
/// the library does not export answers <see cref="NvmlCode.FunctionNotFound"/>. Nothing is allocated but the text that
/// is returned.
/// </summary>
internal readonly unsafe struct NvmlFunction(nint address)
{
    /// <summary>True where the library exports it.</summary>
    public bool Exists => address != 0;

    /// <summary><c>f()</c></summary>
    public NvmlCode Call() => address == 0 ? NvmlCode.FunctionNotFound : ((delegate* unmanaged<NvmlCode>)address)();

    /// <summary><c>f(handle)</c></summary>
    public NvmlCode Call(nint handle) =>
        address == 0 ? NvmlCode.FunctionNotFound : ((delegate* unmanaged<nint, NvmlCode>)address)(handle);

    /// <summary><c>f(device, types, set)</c></summary>
    public NvmlCode Call(nint device, ulong types, nint set) =>
        address == 0 ? NvmlCode.FunctionNotFound : ((delegate* unmanaged<nint, ulong, nint, NvmlCode>)address)(device, types, set);

    /// <summary><c>f(&amp;value)</c></summary>
    public NvmlCode Get<T>(out T value) where T : unmanaged
    {
        value = default;
        fixed (void* pointer = &value)
            return address == 0 ? NvmlCode.FunctionNotFound : ((delegate* unmanaged<void*, NvmlCode>)address)(pointer);
    }

    /// <summary><c>f(index, &amp;handle)</c></summary>
    public NvmlCode GetHandle(uint index, out nint handle)
    {
        handle = 0;
        fixed (void* pointer = &handle)
            return address == 0 ? NvmlCode.FunctionNotFound : ((delegate* unmanaged<uint, void*, NvmlCode>)address)(index, pointer);
    }

    /// <summary><c>f(device, &amp;value)</c>; what the caller has put into the value goes in as well.</summary>
    public NvmlCode Fill<T>(nint device, ref T value) where T : unmanaged
    {
        fixed (void* pointer = &value)
            return address == 0 ? NvmlCode.FunctionNotFound : ((delegate* unmanaged<nint, void*, NvmlCode>)address)(device, pointer);
    }

    /// <summary><c>f(device, argument, &amp;value)</c></summary>
    public NvmlCode Fill<T>(nint device, uint argument, ref T value) where T : unmanaged
    {
        fixed (void* pointer = &value)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, uint, void*, NvmlCode>)address)(device, argument, pointer);
    }

    /// <summary><c>f(device, a, b, &amp;value)</c></summary>
    public NvmlCode Fill<T>(nint device, uint a, uint b, ref T value) where T : unmanaged
    {
        fixed (void* pointer = &value)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, uint, uint, void*, NvmlCode>)address)(device, a, b, pointer);
    }

    /// <summary><c>f(device, a, b, c, &amp;value)</c></summary>
    public NvmlCode Fill<T>(nint device, uint a, uint b, uint c, ref T value) where T : unmanaged
    {
        fixed (void* pointer = &value)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, uint, uint, uint, void*, NvmlCode>)address)(device, a, b, c, pointer);
    }

    /// <summary><c>f(device, &amp;first, &amp;second)</c></summary>
    public NvmlCode GetTwo(nint device, out uint first, out uint second)
    {
        first = second = 0;
        fixed (void* one = &first, two = &second)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, void*, void*, NvmlCode>)address)(device, one, two);
    }

    /// <summary><c>f(device, &amp;values[0], …, &amp;values[3])</c></summary>
    public NvmlCode GetFour(nint device, Span<uint> values)
    {
        fixed (uint* first = values)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, void*, void*, void*, void*, NvmlCode>)address)(
                    device, first, first + 1, first + 2, first + 3);
    }

    /// <summary><c>f(device, &amp;count, items)</c>: a list that the card fills.</summary>
    /// <param name="device">The card.</param>
    /// <param name="items">Room for the list; may be empty, to ask for its size.</param>
    /// <param name="count">Items in the list; on <see cref="NvmlCode.InsufficientSize"/> how many there are.</param>
    public NvmlCode GetList<T>(nint device, Span<T> items, out uint count) where T : unmanaged
    {
        count = (uint)items.Length;
        fixed (void* counter = &count, first = items)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, void*, void*, NvmlCode>)address)(device, counter, first);
    }

    /// <summary><c>f(device, argument, &amp;count, NULL)</c> with a count of 0: how many there are.</summary>
    public NvmlCode GetCount(nint device, uint argument, out uint count)
    {
        count = 0;
        fixed (void* counter = &count)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, uint, void*, void*, NvmlCode>)address)(device, argument, counter, null);
    }

    /// <summary><c>f(device, count, values)</c>: fields, each with a code of its own.</summary>
    public NvmlCode GetFields(nint device, Span<NvmlFieldValue> fields)
    {
        fixed (void* first = fields)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, int, void*, NvmlCode>)address)(device, fields.Length, first);
    }

    /// <summary><c>f(set, &amp;data, milliseconds)</c></summary>
    public NvmlCode Wait(nint set, out NvmlEventData data, uint milliseconds)
    {
        data = default;
        fixed (void* pointer = &data)
            return address == 0
                ? NvmlCode.FunctionNotFound
                : ((delegate* unmanaged<nint, void*, uint, NvmlCode>)address)(set, pointer, milliseconds);
    }

    /// <summary><c>f(device, text, length)</c>; null where the card does not report it.</summary>
    public string? GetText(nint device)
    {
        Span<byte> text = stackalloc byte[96];
        fixed (byte* first = text)
            return address != 0
                && ((delegate* unmanaged<nint, byte*, uint, NvmlCode>)address)(device, first, (uint)text.Length) == NvmlCode.Ok
                ? TextOf(text)
                : null;
    }

    /// <summary><c>f(text, length)</c>; null where the library does not report it.</summary>
    public string? GetText()
    {
        Span<byte> text = stackalloc byte[96];
        fixed (byte* first = text)
            return address != 0 && ((delegate* unmanaged<byte*, uint, NvmlCode>)address)(first, (uint)text.Length) == NvmlCode.Ok
                ? TextOf(text)
                : null;
    }

    /// <summary>The text up to its end or the end of the buffer; null where it is empty.</summary>
    public static string? TextOf(ReadOnlySpan<byte> buffer)
    {
        var end = buffer.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? buffer : buffer[..end]).Trim();
        return text.Length == 0 ? null : text;
    }
}
