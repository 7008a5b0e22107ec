using Microsoft.AspNetCore.Http.Features;

namespace Portico.Platform.Http;

/// <summary>
/// The page takes files up to this size. A larger one reaches its form cut to one byte more, so that the operation can refuse it by
/// the field, with all else that was typed; without this the browser would show a broken connection.
/// </summary>
/// <param name="maxFileSize">In bytes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BoundedUploadAttribute(int maxFileSize) : Attribute
{
    public int MaxFileSize { get; } = maxFileSize;
}

/// <summary>Puts <see cref="BoundedForm"/> in the place of the framework's form reading, on the pages that ask for it.</summary>
public static class BoundedUploads
{
    /// <summary>Goes before all that reads forms.</summary>
    public static IApplicationBuilder UseBoundedUploads(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    context.GetEndpoint()?.Metadata.GetMetadata<BoundedUploadAttribute>() is { } bounds
                    && BoundedForm.IsMultipart(context.Request)
                )
                {
                    context.Features.Set<IFormFeature>(new BoundedForm(context, bounds.MaxFileSize));
                }

                return next(context);
            }
        );
}
