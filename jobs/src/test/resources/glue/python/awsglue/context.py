"""The documented constructor."""


class GlueContext:
    def __init__(self, sparkContext, minPartitions=None, targetPartitions=None):
        print("GLUE context")
