using System.Buffers.Text;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>One process as <c>/proc/PID/stat</c> has it (proc_pid_stat(5)).</summary>
/// <param name="Pid">Its number.</param>
/// <param name="StartTicks">When it started, ticks after the kernel did; together with the pid it identifies a process.</param>
/// <param name="State">Its state: <c>R</c>, <c>S</c>, <c>D</c>, <c>Z</c>, …</param>
/// <param name="CpuTicks">Processor time of all its threads, user and system, ticks of 10 ms.</param>
/// <param name="MemoryPages">Resident memory, pages; 0 for a thread of the kernel.</param>
internal readonly record struct ProcessStat(int Pid, long StartTicks, char State, long CpuTicks, long MemoryPages)
{
    /// <summary>Has ended, and its parent has not asked how.</summary>
    public bool IsZombie => State == 'Z';

    /// <summary>
    /// Reads <c>PID (NAME) STATE PPID …</c>. The name is the process' own choice and may hold blanks, brackets and
    /// lines.
    /// </summary>
    public static bool TryParse(int pid, ReadOnlySpan<byte> text, out ProcessStat stat)
    {
        stat = default;
        const int betweenStateAndUserTime = 10, betweenSystemAndStartTime = 6;
        var afterName = text.LastIndexOf(") "u8);
        if (afterName < 0) return false;
        var fields = new ByteFields(text[(afterName + 2)..]);
        var state = fields.Next();
        fields.Skip(betweenStateAndUserTime);
        if (state.Length != 1 || !fields.TryNumber(out var user) || !fields.TryNumber(out var system)) return false;
        fields.Skip(betweenSystemAndStartTime);
        if (!fields.TryNumber(out var start)) return false;
        fields.Skip(1); // size of its address space
        if (!fields.TryNumber(out var pages)) return false;
        stat = new ProcessStat(pid, start, (char)state[0], user + system, pages);
        return true;
    }

    /// <summary>Fields of one line that a blank each parts.</summary>
    private ref struct ByteFields(ReadOnlySpan<byte> line)
    {
        private ReadOnlySpan<byte> _rest = line;

        public ReadOnlySpan<byte> Next()
        {
            var end = _rest.IndexOf((byte)' ');
            var field = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            return field;
        }

        public void Skip(int count)
        {
            while (count-- > 0) Next();
        }

        public bool TryNumber(out long value)
        {
            var field = Next();
            return Utf8Parser.TryParse(field, out value, out var read) && read > 0 && value >= 0;
        }
    }
}
