// Each class starts processes of its own; on a small machine, all at once would measure the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
