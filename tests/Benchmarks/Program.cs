using BenchmarkDotNet.Running;
using Dcmon.Benchmarks.Charts;

if (args is ["charts", .. var rest]) return await ChartBenchmark.RunAsync(rest);
BenchmarkSwitcher.FromAssembly(typeof(ChartBenchmark).Assembly).Run(args);
return 0;
