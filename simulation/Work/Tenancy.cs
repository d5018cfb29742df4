namespace Dcmon.Simulation.Work;

/// <summary>The use of GPUs by one container: a customer's instance, or a job of the owner's.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Image">Its image.</param>
/// <param name="Program">What runs in it.</param>
/// <param name="Start">Unix seconds.</param>
/// <param name="End">Unix seconds.</param>
/// <param name="MemoryShare">Share of the GPUs' memory that it uses, 0–1.</param>
/// <param name="Gpus">Indexes of its GPUs.</param>
internal sealed record Tenancy(
    string Container, string Image, string Program, double Start, double End, double MemoryShare,
    IReadOnlyList<int> Gpus);

/// <summary>A time in which the load of GPUs is constant.</summary>
/// <param name="Start">Unix seconds.</param>
/// <param name="End">Unix seconds.</param>
/// <param name="Level">The load, 0–1.</param>
/// <param name="Before">The load of the phase before.</param>
/// <param name="Tenancy">The user; null where they are idle.</param>
internal sealed record WorkPhase(double Start, double End, double Level, double Before, Tenancy? Tenancy);
