using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// Sensors of the board's controller: whole degrees, and fans in the controller's steps of 140 revolutions. The
/// controller is asked each 30 s, as reading it is slow, so values hold for three reports.
/// </summary>
internal sealed class BoardSensors : Source
{
    private const int ReportsPerReading = 3;
    private const double FanStep = 140;
    private static readonly string[] Temperatures = ["CPU1 Temp", "CPU2 Temp", "Inlet Temp", "System Temp", "PCH Temp"];
    private static readonly string[] Fans = ["FAN1", "FAN2", "FAN3", "FAN4"];

    private readonly double[] _degrees = [52, 50, 23, 34, 45];
    private readonly double[] _held = new double[Temperatures.Length + Fans.Length];

    /// <summary>Makes the sensors.</summary>
    public BoardSensors() : base(
    [
        .. Temperatures.Select(sensor => Gauge("ipmi_temperature_celsius", "celsius", new Label("sensor", sensor))),
        .. Fans.Select(sensor => Gauge("ipmi_fan_rpm", "rpm", new Label("sensor", sensor))),
    ])
    {
    }

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        if (now.Tick % ReportsPerReading == 0) Read(now);
        _held.CopyTo(values);
    }

    private void Read(in TickState now)
    {
        ReadOnlySpan<double> idle = [38, 38, 22, 31, 43];
        ReadOnlySpan<double> heat = [40, 38, 1.5, 9, 6];
        for (var i = 0; i < _degrees.Length; i++)
        {
            _degrees[i] += 0.1 * (idle[i] + heat[i] * now.Load - _degrees[i]) + 0.25 * now.Normal();
            _held[i] = Math.Round(_degrees[i]);
        }

        for (var i = 0; i < Fans.Length; i++)
            _held[_degrees.Length + i] = Math.Round((3_500 + 7_000 * now.Load + 60 * now.Normal()) / FanStep) * FanStep;
    }
}
