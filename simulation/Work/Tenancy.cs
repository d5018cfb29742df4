namespace Dcmon.Simulation.Work;

/// <summary>A container that has GPUs for a while: a customer's instance, or a job of the owner's.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Image">Its image.</param>
/// <param name="Program">What runs in it.</param>
/// <param name="Start">Unix seconds.</param>
/// <param name="End">Unix seconds.</param>
/// <param name="MemoryShare">How much of the GPUs' memory it takes, 0–1.</param>
/// <param name="Gpus">Indexes of its GPUs.</param>
internal sealed record Tenancy(string Container, string Image, string Program, double Start, double End, double MemoryShare, IReadOnlyList<int> Gpus);

/// <summary>A stretch of time in which GPUs work evenly.</summary>
/// <param name="Start">Unix seconds.</param>
/// <param name="End">Unix seconds.</param>
/// <param name="Level">How hard, 0–1.</param>
/// <param name="Before">How hard they worked before.</param>
/// <param name="Tenancy">For whom; null for nobody.</param>
internal sealed record WorkPhase(double Start, double End, double Level, double Before, Tenancy? Tenancy);
