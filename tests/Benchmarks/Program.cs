using BenchmarkDotNet.Running;
using Dcmon.Benchmarks.Charts;
using Dcmon.Benchmarks.Grains;

if (args is ["charts", .. var rest]) return await ChartBenchmark.RunAsync(rest);
if (args is ["enrollment"]) return await EnrollmentBenchmark.RunAsync();
BenchmarkSwitcher.FromAssembly(typeof(ChartBenchmark).Assembly).Run(args);
return 0;
