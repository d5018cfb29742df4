using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Postgres;

public sealed class AppendOnPostgres() : AppendTests(new PostgresKind());

public sealed class ScanOnPostgres() : ScanTests(new PostgresKind());

public sealed class SealOnPostgres() : SealTests(new PostgresKind());

public sealed class LateOnPostgres() : LateTests(new PostgresKind());

public sealed class MergeOnPostgres() : MergeTests(new PostgresKind());

public sealed class RetentionOnPostgres() : RetentionTests(new PostgresKind());

public sealed class ExtrasOnPostgres() : ExtrasTests(new PostgresKind());

public sealed class ExtrasRetentionOnPostgres() : ExtrasRetentionTests(new PostgresKind());

public sealed class SourceOnPostgres() : SourceTests(new PostgresKind());
