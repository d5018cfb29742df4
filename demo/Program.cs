using Dcmon.Demo.Cli;

return await DemoCommand.RunAsync(args);
