namespace Dcmon.Simulation.Work;

/// <summary>
/// GPUs that one user has at a time, and their load: tenancies with idle times between them, and in each phases of work
/// and of waiting. Generated a week at a time, each from its number, so that the past is always the same. Not safe for
/// concurrent use.
/// </summary>
/// <param name="seed">Determines all of it.</param>
/// <param name="gpus">Indexes of the GPUs.</param>
/// <param name="isForRent">Whether customers rent them.</param>
internal sealed class GpuAllocation(int seed, IReadOnlyList<int> gpus, bool isForRent)
{
    private const double Week = 7 * 86_400;
    private const double Hour = 3_600;

    private static readonly (string Name, string Image, string Program, double MemoryShare)[] Jobs =
    [
        ("pretrain-7b", "nvcr.io/nvidia/pytorch:25.08-py3", "python3", 0.93),
        ("finetune-lora", "ghcr.io/lab/trainer:2.4", "python3", 0.78),
        ("vllm-serve", "vllm/vllm-openai:v0.10.1", "vllm", 0.90),
        ("diffusion-batch", "ghcr.io/lab/diffusers:0.34", "python3", 0.55),
        ("whisper-queue", "ghcr.io/lab/whisper:1.9", "python3", 0.34),
        ("evaluate-suite", "ghcr.io/lab/eval:3.1", "python3", 0.62),
    ];

    private static readonly (string Image, string Program, double MemoryShare)[] Rented =
    [
        ("vastai/pytorch:2.8.0-cuda-12.8", "python3", 0.81), ("vastai/comfy:v0.3.49", "python3", 0.58),
        ("vllm/vllm-openai:latest", "vllm", 0.91),
        ("vastai/base-image:cuda-12.8.1", "python3", 0.42), ("ollama/ollama:0.11.4", "ollama", 0.47),
        ("nvidia/cuda:12.8.1-devel", "hashcat", 0.12),
    ];

    private readonly Dictionary<long, WorkPhase[]> _weeks = [];

    /// <summary>Tenancies end where a week does; the weeks of allocations end at different times.</summary>
    private readonly double _shift = Week * Noise.Of(seed, 17);

    /// <summary>Indexes of the GPUs.</summary>
    public IReadOnlyList<int> Gpus { get; } = gpus;

    /// <summary>The phase at an instant.</summary>
    public WorkPhase At(double time)
    {
        var week = WeekAt(time);
        var (low, high) = (0, week.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (week[middle].Start <= time) low = middle;
            else high = middle - 1;
        }

        return week[low];
    }

    /// <summary>
    /// The tenancies that began or ended after one instant and not after the other, or last all the time.
    /// </summary>
    public IEnumerable<Tenancy> Tenancies(double from, double to)
    {
        for (var week = WeekOf(from); week <= WeekOf(to); week++)
            foreach (var tenancy in OfWeek(week).Select(each => each.Tenancy).OfType<Tenancy>().Distinct())
                if (tenancy.Start <= to && tenancy.End > from)
                    yield return tenancy;
    }

    /// <summary>The integral of the load between two instants: seconds of full load.</summary>
    public double Between(double from, double to)
    {
        var sum = 0.0;
        for (var week = WeekOf(from); week <= WeekOf(to); week++)
            foreach (var each in OfWeek(week))
                sum += each.Level * Math.Max(0, Math.Min(to, each.End) - Math.Max(from, each.Start));
        return sum;
    }

    private WorkPhase[] WeekAt(double time) => OfWeek(WeekOf(time));

    private long WeekOf(double time) => (long)Math.Floor((time - _shift) / Week);

    private WorkPhase[] OfWeek(long week) =>
        _weeks.TryGetValue(week, out var made) ? made : _weeks[week] = [.. Make(week)];

    private IEnumerable<WorkPhase> Make(long week)
    {
        var random = new Random(unchecked(seed * 7_919 + (int)week * 104_729));
        var (time, end, before) = (week * Week + _shift, (week + 1) * Week + _shift, 0.0);
        while (time < end)
        {
            var idle = Math.Min(
                end,
                time + Hour * (isForRent ? 0.15 + 11 * Math.Pow(random.NextDouble(), 1.6) : 0.05 + 0.8 * random.NextDouble()));
            yield return new WorkPhase(time, idle, 0, before, null);
            (time, before) = (idle, 0);
            if (time >= end) yield break;
            var tenancy = MakeTenancy(
                random, time, Math.Min(end, time + Hour * (0.6 + 30 * Math.Pow(random.NextDouble(), 2.2))));
            foreach (var phase in Work(random, tenancy))
            {
                yield return phase;
                before = phase.Level;
            }

            time = tenancy.End;
        }
    }

    private Tenancy MakeTenancy(Random random, double start, double end)
    {
        if (isForRent)
        {
            var (image, program, memoryShare) = Rented[random.Next(Rented.Length)];
            return new Tenancy(
                $"C.{20_000_000 + random.Next(9_000_000)}", image, program, start, end, memoryShare, Gpus);
        }

        var job = Jobs[random.Next(Jobs.Length)];
        return new Tenancy(
            $"{job.Name}-{random.Next(1_000, 10_000)}", job.Image, job.Program, start, end, job.MemoryShare, Gpus);
    }

    /// <summary>
    /// Data is loaded first; then phases of work alternate with short waits, such as for checkpoints.
    /// </summary>
    private static IEnumerable<WorkPhase> Work(Random random, Tenancy tenancy)
    {
        var (time, before, isWaiting) = (tenancy.Start, 0.0, true);
        var usual = 0.55 + 0.43 * random.NextDouble();
        while (time < tenancy.End)
        {
            var length = isWaiting ? 40 + 260 * Math.Pow(random.NextDouble(), 2) : 2_400 + 14_000 * random.NextDouble();
            var level = !isWaiting ? Math.Min(1, usual * (0.85 + 0.3 * random.NextDouble()))
                : time == tenancy.Start ? 0.03
                : 0.05 + 0.4 * random.NextDouble();
            var end = Math.Min(tenancy.End, time + length);
            yield return new WorkPhase(time, end, level, before, tenancy);
            (time, before, isWaiting) = (end, level, !isWaiting);
        }
    }
}
